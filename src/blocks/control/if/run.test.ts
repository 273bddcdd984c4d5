import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import { runBlock } from '../../testing/run-block.ts';

async function take(inputs: JsonObject): Promise<unknown> {
  const answer = await runBlock('control/if', inputs);
  return 'ports' in answer ? answer.ports : answer;
}

describe('control.if', () => {
  it('takes the port of the condition and hands data on', async () => {
    assert.deepEqual(await runBlock('control/if', { condition: true, data: [1] }), {
      directive: 'take',
      ports: ['true'],
      outputs: { result: true, data: [1] },
    });
    assert.deepEqual(await take({ condition: false }), ['false']);
    assert.deepEqual(await take({ condition: null }), ['false']);
    assert.deepEqual(await take({ condition: 'false' }), ['false']);
  });

  it('joins comparisons by all or any', async () => {
    const conditions = [
      { left: '120', operator: 'greater', right: 100 },
      { left: 'Berlin', operator: 'equals', right: 'berlin' },
    ];
    assert.deepEqual(await take({ conditions }), ['false']);
    assert.deepEqual(await take({ conditions, combine: 'any' }), ['true']);
    assert.deepEqual(await take({ conditions: conditions.map((one) => ({ ...one, ignoreCase: true })) }), ['true']);
  });

  it('counts the condition together with the comparisons', async () => {
    const conditions = [{ left: 1, operator: 'equals', right: 1 }];
    assert.deepEqual(await take({ condition: false, conditions }), ['false']);
    assert.deepEqual(await take({ condition: false, conditions, combine: 'any' }), ['true']);
  });

  it('refuses to decide by nothing, or by a faulty comparison, naming it', async () => {
    const isInvalid = (error: unknown) => error instanceof AppError && error.code === 'input-invalid';
    await assert.rejects(take({}), isInvalid);
    await assert.rejects(take({ conditions: [] }), isInvalid);
    for (const faulty of [
      1,
      { left: 1 },
      { left: 1, operator: 'like', right: 2 },
      { operator: 'is_empty' },
      { left: 1, operator: 'equals' },
      { left: 1, operator: 'equals', rigth: 2 },
    ]) {
      await assert.rejects(take({ conditions: [{ left: 1, operator: 'is_true' }, faulty] }), /comparison 2/);
    }
  });
});
