import type { Journal } from '#journal/journal.ts';
import { forEachEvent } from '../fold-steps.ts';
import { createLoopFold, type LoopFold } from './loop-fold.ts';

/** Loops remembered, so that looking at one again costs only what happened since. */
const MAX_LOOPS = 8;

interface Entry {
  readonly fold: LoopFold;
  /** Whoever reads goes on where the one before stopped. */
  reading: Promise<void>;
}

const MEMORIES = new WeakMap<object, Map<string, Entry>>();

/** What the durable events of a run make of one of its loops. */
export async function foldLoop(
  journal: Pick<Journal, 'read'>,
  runId: string,
  path: string,
  signal: AbortSignal | undefined,
): Promise<LoopFold> {
  const entry = recall(journal, `${runId}\n${path}`, path);
  const before = entry.reading;
  entry.reading = before
    .catch(() => undefined)
    .then(() => forEachEvent(journal.read(runId, entry.fold.nextSeq), entry.fold.visit, signal));
  await entry.reading;
  signal?.throwIfAborted();
  return entry.fold;
}

function recall(journal: object, key: string, path: string): Entry {
  const memory = MEMORIES.get(journal) ?? new Map<string, Entry>();
  MEMORIES.set(journal, memory);
  const entry = memory.get(key) ?? { fold: createLoopFold(path), reading: Promise.resolve() };
  // The one used last is forgotten last.
  memory.delete(key);
  memory.set(key, entry);
  for (const oldest of memory.keys()) {
    if (memory.size <= MAX_LOOPS) break;
    memory.delete(oldest);
  }
  return entry;
}
