import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Services } from '../services.ts';
import { createLiveBuffer } from './live-buffer.ts';
import type { RunStreamEntry } from './stream-shape.ts';

/** How often the journal is looked at for events of another process on the same data folder, in milliseconds. */
const LOOK_EVERY_MS = 2_000;
/** Events from the journal between two turns of others. */
const EVENTS_PER_TURN = 64;

/** What to follow. */
export interface FollowOptions {
  readonly runId: string;
  /** First event wanted. */
  readonly fromSeq: number;
  /** Whether live progress is wanted too. */
  readonly progress: boolean;
  readonly signal: AbortSignal | undefined;
}

/**
 * The events of a run from `fromSeq` on: those on disk, then live ones, each once and in order; ends after `run-finished`.
 * Live events are handed on while they connect to what was sent. After a gap (a slow reader, another process) the journal is
 * read again, so that memory stays bounded however slow the reader is.
 */
export async function* followRun(
  { host, journal }: Pick<Services, 'host' | 'journal'>,
  { runId, fromSeq, progress, signal }: FollowOptions,
): AsyncGenerator<RunStreamEntry, void, void> {
  const buffer = createLiveBuffer({ progress });
  const stop = host.watch(buffer.add, runId);
  signal?.addEventListener('abort', buffer.wake);
  let next = fromSeq;
  /** Whether nothing more can come: the end was sent before, or the run was pruned. */
  const isEnded = (): boolean => {
    const record = journal.findRun(runId);
    return record === undefined || (record.finishedAt !== undefined && next > record.eventCount);
  };
  const isGone = (): boolean => signal?.aborted === true;
  try {
    // Nobody is told of what was queued before anybody watched. Once it is on disk it is read; a journal that failed is read as far as it goes.
    await journal.flush().catch(() => undefined);
    while (!isGone()) {
      buffer.takeLoss();
      for (const { seq, event } of journal.read(runId, next)) {
        next = seq + 1;
        yield { kind: 'event', seq, event };
        if (event.type === 'run-finished' || isGone()) return;
        if (next % EVENTS_PER_TURN === 0) await nextTurn();
      }
      if (isEnded()) return;
      for (let connects = true; connects && !isGone(); ) {
        if (buffer.takeLoss()) break;
        const entry = buffer.shift();
        if (entry === undefined) connects = await buffer.whenFilled(LOOK_EVERY_MS);
        else if (entry.kind === 'progress') yield entry;
        else if (entry.stored.seq > next) connects = false;
        else if (entry.stored.seq === next) {
          next += 1;
          yield { kind: 'event', seq: entry.stored.seq, event: entry.stored.event };
          if (entry.stored.event.type === 'run-finished') return;
        }
      }
    }
  } finally {
    stop();
    signal?.removeEventListener('abort', buffer.wake);
  }
}
