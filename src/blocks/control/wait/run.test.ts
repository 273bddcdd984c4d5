import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { runBlock } from '../../testing/run-block.ts';

const NOW = Date.UTC(2026, 0, 1, 12);
const now = (): number => NOW;

describe('control.wait', () => {
  it('waits for a length of time', async () => {
    const answer = await runBlock('control/wait', { duration: '1m 30s' }, { now });
    assert.deepEqual(answer, { directive: 'wait', wait: { kind: 'timer', dueAt: NOW + 90_000 } });
  });

  it('waits for a moment with a time zone, in UTC, or in milliseconds', async () => {
    const dueAt = NOW + 3_600_000;
    for (const until of [
      '2026-01-01T14:00:00+01:00',
      '2026-01-01T13:00:00Z',
      '2026-01-01T13:00',
      dueAt,
      String(dueAt),
    ]) {
      const answer = await runBlock('control/wait', { mode: 'until', until }, { now });
      assert.deepEqual(answer, { directive: 'wait', wait: { kind: 'timer', dueAt } }, String(until));
    }
  });

  it('goes on at once when the moment is over or there is nothing to wait for', async () => {
    const outputs = { resumedAt: '2026-01-01T12:00:00.000Z', data: null, timedOut: false };
    assert.deepEqual(await runBlock('control/wait', { mode: 'until', until: '2020-01-01' }, { now }), outputs);
    assert.deepEqual(await runBlock('control/wait', { duration: 0 }, { now }), outputs);
  });

  it('ends when the timer fires', async () => {
    const resumed = { outcome: 'fired', data: undefined, by: undefined } as const;
    const answer = await runBlock('control/wait', { duration: 1 }, { now, resumed });
    assert.deepEqual(answer, { resumedAt: '2026-01-01T12:00:00.000Z', data: null, timedOut: false });
  });

  it('waits for a call and hands on what it brought', async () => {
    assert.deepEqual(await runBlock('control/wait', { mode: 'callback' }, { now }), {
      directive: 'wait',
      wait: { kind: 'callback' },
    });
    assert.deepEqual(await runBlock('control/wait', { mode: 'callback', timeout: '2d' }, { now }), {
      directive: 'wait',
      wait: { kind: 'callback', dueAt: NOW + 2 * 86_400_000 },
    });
    const resumed = { outcome: 'answered', data: { paid: true }, by: 'shop' } as const;
    const answer = await runBlock('control/wait', { mode: 'callback' }, { now, resumed });
    assert.deepEqual(answer, { resumedAt: '2026-01-01T12:00:00.000Z', data: { paid: true }, timedOut: false });
  });

  it('fails, goes on or branches when nobody called', async () => {
    const context = { now, resumed: { outcome: 'expired', data: undefined, by: undefined } } as const;
    const inputs = { mode: 'callback', timeout: 1_000 };
    await assert.rejects(
      runBlock('control/wait', inputs, context),
      (error) => error instanceof AppError && error.code === 'wait-expired',
    );
    const outputs = { resumedAt: '2026-01-01T12:00:00.000Z', data: null, timedOut: true };
    assert.deepEqual(await runBlock('control/wait', { ...inputs, onTimeout: 'continue' }, context), outputs);
    assert.deepEqual(await runBlock('control/wait', { ...inputs, onTimeout: 'branch' }, context), {
      directive: 'take',
      ports: ['timeout'],
      outputs,
    });
  });

  it('refuses what is no moment and no duration', async () => {
    const isInvalid = (error: unknown) => error instanceof AppError && error.code === 'input-invalid';
    for (const until of ['tomorrow', '2026-13-01', '', -5]) {
      await assert.rejects(runBlock('control/wait', { mode: 'until', until }, { now }), isInvalid, String(until));
    }
    await assert.rejects(runBlock('control/wait', { duration: 'soon' }), isInvalid);
    await assert.rejects(runBlock('control/wait', {}), isInvalid);
    await assert.rejects(runBlock('control/wait', { mode: 'until' }), isInvalid);
  });
});
