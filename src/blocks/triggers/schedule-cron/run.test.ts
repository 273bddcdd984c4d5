import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runBlock } from '../../testing/run-block.ts';

const TIMES = {
  scheduledAt: '2026-03-01T08:00:00.000Z',
  firedAt: '2026-03-01T08:00:00.012Z',
  previousAt: null,
  timeZone: 'UTC',
  manual: false,
};

describe('schedule.cron', () => {
  it('hands on the time it stands for', async () => {
    const trigger = { kind: 'schedule', step: 'step', ...TIMES };
    assert.deepEqual(await runBlock('triggers/schedule-cron', { cron: '0 8 * * *' }, { trigger }), TIMES);
  });

  it('stands for now when the run was started by hand', async () => {
    const outputs = await runBlock(
      'triggers/schedule-cron',
      { cron: '0 8 * * *', timeZone: 'Asia/Tokyo' },
      { now: () => 1_000 },
    );
    const now = '1970-01-01T00:00:01.000Z';
    assert.deepEqual(outputs, {
      scheduledAt: now,
      firedAt: now,
      previousAt: null,
      timeZone: 'Asia/Tokyo',
      manual: true,
    });
  });

  it('refuses what is no cron text', async () => {
    await assert.rejects(runBlock('triggers/schedule-cron', {}), { code: 'input-invalid' });
  });
});
