import { describe, expect, it } from 'vitest';
import type { StoredEvent } from '#contract/run-event.ts';
import { createEventLog, findSeqAt, PAGE_SIZE } from './event-log.ts';

const event = (seq: number): StoredEvent => ({ seq, event: { type: 'run-started', at: seq * 10 } });

function createJournal(length: number) {
  const reads: number[] = [];
  return {
    reads,
    read: async (from: number, count: number) => {
      reads.push(from);
      return Array.from({ length: Math.max(0, Math.min(count, length - from + 1)) }, (_, index) => event(from + index));
    },
  };
}

describe('createEventLog', () => {
  it('fetches the page around an event once', async () => {
    const journal = createJournal(1_000);
    const log = createEventLog(journal.read);
    log.grow(1_000);
    await Promise.all([log.load(450), log.load(451)]);
    expect(log.get(450)?.seq).toBe(450);
    expect(log.get(399)).toBeUndefined();
    expect(journal.reads).toEqual([2 * PAGE_SIZE + 1]);
  });

  it('keeps what comes live, and tells of it', () => {
    const log = createEventLog(createJournal(0).read);
    let told = 0;
    log.subscribe(() => {
      told += 1;
    });
    log.add(event(1));
    log.add(event(2));
    expect([log.count, log.get(2)?.seq, told]).toEqual([2, 2, 2]);
  });

  it('forgets the oldest pages of a long journal, and can fetch them again', async () => {
    const journal = createJournal(200_000);
    const log = createEventLog(journal.read);
    for (let seq = 1; seq <= 200_000; seq += 1) log.add(event(seq));
    expect(log.get(1)).toBeUndefined();
    expect(log.get(200_000)).toBeDefined();
    await log.load(1);
    expect(log.get(1)?.seq).toBe(1);
  });

  it('lets a page be fetched again after it failed', async () => {
    let fails = true;
    const log = createEventLog(async (from) => {
      if (fails) throw new Error('offline');
      return [event(from)];
    });
    await expect(log.load(1)).rejects.toThrow('offline');
    fails = false;
    await log.load(1);
    expect(log.get(1)?.seq).toBe(1);
  });

  it('finds the first event at a time with a few pages only', async () => {
    const journal = createJournal(100_000);
    const log = createEventLog(journal.read);
    log.grow(100_000);
    expect(await findSeqAt(log, 55_555 * 10 - 3)).toBe(55_555);
    expect(await findSeqAt(log, 0)).toBe(1);
    expect(await findSeqAt(log, 10_000_000)).toBe(100_001);
    expect(journal.reads.length).toBeLessThan(60);
  });
});
