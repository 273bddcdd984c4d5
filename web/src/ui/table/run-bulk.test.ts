import { describe, expect, it } from 'vitest';
import { runBulk } from './run-bulk.ts';

const IDS = Array.from({ length: 20 }, (_, index) => `r${index}`);

describe('runBulk', () => {
  it('does all, says which failed and why, and counts on', async () => {
    const progress: number[] = [];
    const result = await runBulk(
      IDS,
      async (id) => {
        if (id === 'r3') throw new Error('It has ended already.');
      },
      (done) => progress.push(done),
    );
    expect(result.succeeded.length).toBe(19);
    expect(result.failed).toEqual([{ id: 'r3', message: 'It has ended already.' }]);
    expect(progress).toEqual(IDS.map((_, index) => index + 1));
  });

  it('keeps no more than a few calls under way', async () => {
    let open = 0;
    let most = 0;
    await runBulk(IDS, async () => {
      open += 1;
      most = Math.max(most, open);
      await Promise.resolve();
      open -= 1;
    });
    expect(most).toBe(4);
  });

  it('does nothing for nothing', async () => {
    expect(await runBulk([], async () => {})).toEqual({ succeeded: [], failed: [] });
  });
});
