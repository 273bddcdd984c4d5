import type { JsonObject } from '#contract/json.ts';
import type { StoredEvent } from '#contract/run-event.ts';
import type { Host } from '#hosts/host.ts';
import type { OpenData } from './app-port.ts';

/** What to follow, and whom to tell. */
export interface FollowOptions {
  readonly runId: string;
  readonly journal: OpenData['journal'];
  /** Tells at once of runs it drives; without it, and for other processes' runs, the journal is looked into. */
  readonly host?: Pick<Host, 'watch'> | undefined;
  readonly fromSeq?: number;
  /** Events in order, each once. */
  readonly onEvents: (events: readonly StoredEvent[]) => void;
  readonly onProgress?: (path: string, data: JsonObject) => void;
  /** Called now and then, while nothing happens as well; ends the following when it answers true. */
  readonly onLook?: () => boolean | Promise<boolean>;
  readonly signal: AbortSignal;
}

const LOOK_MS = 250;
const BATCH = 1_000;

/** Follows a run. Resolves when it has ended, `onLook` said so, or the signal aborted. */
export async function followRun(options: FollowOptions): Promise<void> {
  const { runId, journal, host, onEvents, onProgress, onLook, signal } = options;
  let nextSeq = options.fromSeq ?? 1;
  let hasEnded = false;
  let wake: () => void = () => undefined;

  const deliver = (events: readonly StoredEvent[]) => {
    const last = events.at(-1);
    if (last === undefined) return;
    nextSeq = last.seq + 1;
    hasEnded ||= last.event.type === 'run-finished';
    onEvents(events);
  };
  const readOn = () => {
    let batch: StoredEvent[] = [];
    for (const stored of journal.read(runId, nextSeq)) {
      batch.push(stored);
      if (batch.length < BATCH) continue;
      deliver(batch);
      batch = [];
    }
    deliver(batch);
  };
  const stop = host?.watch((entry) => {
    if (entry.kind === 'progress') onProgress?.(entry.path, entry.data);
    // Events that do not follow what was told are read from the journal at the next look.
    else if (entry.events[0]?.seq === nextSeq) deliver(entry.events);
    wake();
  }, runId);
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  try {
    readOn();
    while (!hasEnded && !signal.aborted) {
      if ((await onLook?.()) === true) return;
      // An end that came while looking has woken nobody.
      if (hasEnded || signal.aborted) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LOOK_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      readOn();
    }
  } finally {
    stop?.();
    signal.removeEventListener('abort', onAbort);
  }
}
