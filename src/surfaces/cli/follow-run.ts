import type { JsonObject } from '#contract/json.ts';
import type { StoredEvent } from '#contract/run-event.ts';
import type { CliHost, CliJournal } from './app-port.ts';

/** What to follow, and whom to tell. */
export interface FollowOptions {
  readonly runId: string;
  readonly journal: CliJournal;
  /** Tells at once of runs it drives; without it, and for other processes' runs, the journal is looked into. */
  readonly host?: Pick<CliHost, 'watch'> | undefined;
  readonly fromSeq?: number;
  /** Events in order, each once. */
  readonly onEvents: (events: readonly StoredEvent[]) => void;
  readonly onProgress?: (path: string, data: JsonObject) => void;
  /** Called now and then, while nothing happens as well; ends the following when it answers true. */
  readonly onLook?: () => boolean | Promise<boolean>;
  readonly signal: AbortSignal;
}

const LOOK_MS = 250;
/** A server is asked less often while it tells of nothing. */
const REMOTE_LOOK_MS = 2_000;
const BATCH = 1_000;

/** Follows a run. Resolves when it has ended, `onLook` said so, or the signal aborted. */
export async function followRun(options: FollowOptions): Promise<void> {
  const { follow } = options.journal;
  if (follow !== undefined) return followServer(options, follow);
  const { runId, journal, host, onEvents, onProgress, onLook, signal } = options;
  let nextSeq = options.fromSeq ?? 1;
  let hasEnded = false;
  let wake: () => void = () => undefined;

  const deliver = (given: readonly StoredEvent[]) => {
    const events = given.filter(({ seq }) => seq >= nextSeq);
    const last = events.at(-1);
    if (last === undefined) return;
    nextSeq = last.seq + 1;
    hasEnded ||= last.event.type === 'run-finished';
    onEvents(events);
  };
  const readOn = async () => {
    let batch: StoredEvent[] = [];
    for await (const stored of journal.read(runId, nextSeq)) {
      // Whoever watches may have been told of it meanwhile.
      if (stored.seq < nextSeq) continue;
      batch.push(stored);
      if (batch.length < BATCH) continue;
      deliver(batch);
      batch = [];
    }
    deliver(batch);
  };
  const stop = host?.watch?.((entry) => {
    if (entry.kind === 'progress') onProgress?.(entry.path, entry.data);
    // Events that do not follow what was told are read from the journal at the next look.
    else if (entry.events[0]?.seq === nextSeq) deliver(entry.events);
    wake();
  }, runId);
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  try {
    await readOn();
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
      await readOn();
    }
  } finally {
    stop?.();
    signal.removeEventListener('abort', onAbort);
  }
}

/** What comes is shown at once; looks are spread out, for each is a request. */
async function followServer(options: FollowOptions, follow: NonNullable<CliJournal['follow']>): Promise<void> {
  const { runId, fromSeq = 1, onEvents, onProgress, onLook, signal } = options;
  const ending = new AbortController();
  const following = AbortSignal.any([signal, ending.signal]);
  let wake: () => void = () => undefined;
  let hasEnded = false;
  let hasNews = true;
  const onAbort = () => wake();
  following.addEventListener('abort', onAbort);
  const reading = (async () => {
    try {
      for await (const entry of follow({ runId, fromSeq, signal: following })) {
        if (entry.kind === 'progress') onProgress?.(entry.path, entry.data);
        else {
          hasNews = true;
          onEvents([{ seq: entry.seq, event: entry.event }]);
        }
      }
    } finally {
      hasEnded = true;
      wake();
    }
  })();
  try {
    while (onLook !== undefined && !hasEnded && !following.aborted) {
      const looksSoon = hasNews;
      hasNews = false;
      if (await onLook()) ending.abort();
      if (hasEnded || following.aborted) break;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, looksSoon ? LOOK_MS : REMOTE_LOOK_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    await reading;
  } finally {
    ending.abort();
    // A look that failed says more than the end of the stream it causes.
    await reading.catch(() => undefined);
    following.removeEventListener('abort', onAbort);
  }
}
