import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import type { Resumed } from '../../context.ts';
import { runBlock } from '../../testing/run-block.ts';

const now = (): number => Date.UTC(2026, 0, 1);
const at = '2026-01-01T00:00:00.000Z';
const form = { type: 'object', properties: { amount: { type: 'number' } }, required: ['amount'] };

function answered(data: JsonValue): { readonly now: () => number; readonly resumed: Resumed } {
  return { now, resumed: { outcome: 'answered', data, by: 'ada' } };
}

describe('control.approval', () => {
  it('asks with all a person needs', async () => {
    const inputs = {
      title: 'Pay?',
      message: '**Big**',
      context: { total: 5 },
      schema: form,
      assignees: ['ada'],
      expiresIn: '1h',
    };
    assert.deepEqual(await runBlock('control/approval', inputs, { now }), {
      directive: 'wait',
      wait: {
        kind: 'approval',
        title: 'Pay?',
        message: '**Big**',
        context: { total: 5 },
        schema: form,
        assignees: ['ada'],
        dueAt: now() + 3_600_000,
      },
    });
    assert.deepEqual(await runBlock('control/approval', { title: 'Pay?' }), {
      directive: 'wait',
      wait: { kind: 'approval', title: 'Pay?' },
    });
  });

  it('takes the port of the answer', async () => {
    const answer = { approved: true, comment: 'fine', answer: { amount: 3 } };
    assert.deepEqual(await runBlock('control/approval', { title: 'Pay?', schema: form }, answered(answer)), {
      directive: 'take',
      ports: ['approved'],
      outputs: { approved: true, answer: { amount: 3 }, by: 'ada', at, comment: 'fine', expired: false },
    });
    assert.deepEqual(
      await runBlock('control/approval', { title: 'Pay?', schema: form }, answered({ approved: false })),
      {
        directive: 'take',
        ports: ['rejected'],
        outputs: { approved: false, answer: {}, by: 'ada', at, comment: null, expired: false },
      },
    );
  });

  it('takes nothing but a clear answer for an approval', async () => {
    const faulty: readonly JsonValue[] = [
      null,
      true,
      'yes',
      {},
      { approved: 'true' },
      { approved: 1 },
      { approved: true, answer: [] },
      { approved: true, amount: 3 },
      { approved: true, comment: 1 },
    ];
    for (const answer of faulty) {
      await assert.rejects(
        runBlock('control/approval', { title: 'Pay?' }, answered(answer)),
        (error) => error instanceof AppError && error.code === 'data-invalid',
        JSON.stringify(answer),
      );
    }
    await assert.rejects(
      runBlock(
        'control/approval',
        { title: 'Pay?', schema: form },
        answered({ approved: true, answer: { amount: 'a' } }),
      ),
      /amount/,
    );
  });

  it('fails, rejects or approves when it expires', async () => {
    const context = { now, resumed: { outcome: 'expired', data: undefined, by: undefined } } as const;
    const inputs = { title: 'Pay?', expiresIn: '1h' };
    await assert.rejects(
      runBlock('control/approval', inputs, context),
      (error) => error instanceof AppError && error.code === 'wait-expired',
    );
    for (const [onExpire, port] of [
      ['reject', 'rejected'],
      ['approve', 'approved'],
    ] as const) {
      assert.deepEqual(await runBlock('control/approval', { ...inputs, onExpire }, context), {
        directive: 'take',
        ports: [port],
        outputs: { approved: onExpire === 'approve', answer: {}, by: null, at, comment: null, expired: true },
      });
    }
  });

  it('refuses a form nobody could fill in, before it asks', async () => {
    const isAppError = (error: unknown) => error instanceof AppError;
    await assert.rejects(runBlock('control/approval', { title: 'Pay?', schema: { type: 'colour' } }), isAppError);
    await assert.rejects(runBlock('control/approval', { title: 'Pay?', schema: false }), isAppError);
    await assert.rejects(runBlock('control/approval', { title: 'Pay?', assignees: [1] }), isAppError);
    await assert.rejects(runBlock('control/approval', { title: '' }), isAppError);
  });
});
