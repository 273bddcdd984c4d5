import type { JsonObject } from '#contract/json.ts';
import type { StoredEvent } from '#contract/run-event.ts';
import type { LiveEntry } from '#hosts/host.ts';

/** Entries kept for a reader that is slower than the run. */
const MAX_BUFFERED = 64;

/** One thing a reader has not seen yet. */
export type Buffered =
  | { readonly kind: 'event'; readonly stored: StoredEvent }
  | { readonly kind: 'progress'; readonly path: string; readonly data: JsonObject };

/** What a reader of a run has not seen yet, up to a limit: when more comes, everything is dropped and `takeLoss` says so once. */
export interface LiveBuffer {
  readonly add: (entry: LiveEntry) => void;
  /** Ends the wait of `whenFilled`. */
  readonly wake: () => void;
  shift(): Buffered | undefined;
  /** Whether events were dropped since it was last asked. */
  takeLoss(): boolean;
  /** Resolves when there is something to take, after `ms`, or when woken: to whether there is something. */
  whenFilled(ms: number): Promise<boolean>;
}

/** An empty buffer. */
export function createLiveBuffer(options: { readonly progress: boolean }): LiveBuffer {
  let entries: Buffered[] = [];
  let isLossy = false;
  let wake = (): void => undefined;

  return {
    add(entry) {
      if (entry.kind === 'progress') {
        // Progress is about now: a reader that is behind has no use for it.
        if (!options.progress || entries.length >= MAX_BUFFERED) return;
        entries.push({ kind: 'progress', path: entry.path, data: entry.data });
      } else if (isLossy || entries.length + entry.events.length > MAX_BUFFERED) {
        entries = [];
        isLossy = true;
      } else {
        for (const stored of entry.events) entries.push({ kind: 'event', stored });
      }
      wake();
    },
    wake: () => wake(),
    shift: () => entries.shift(),
    takeLoss() {
      const was = isLossy;
      isLossy = false;
      return was;
    },
    whenFilled(ms) {
      if (entries.length > 0 || isLossy) return Promise.resolve(true);
      return new Promise((resolve) => {
        const timer = setTimeout(() => wake(), ms);
        timer.unref();
        wake = () => {
          clearTimeout(timer);
          wake = () => undefined;
          resolve(entries.length > 0 || isLossy);
        };
      });
    },
  };
}
