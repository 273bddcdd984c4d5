import type { StoredEvent } from '#contract/run-event.ts';

/** Events of one page of the log. */
export const PAGE_SIZE = 200;
/** Pages kept; a list of 400,000 events needs but those around what is seen. */
const MAX_PAGES = 200;

/** Reads `count` events of a run from a place on; fewer at the end. */
export type ReadEvents = (fromSeq: number, count: number, signal: AbortSignal) => Promise<readonly StoredEvent[]>;

/** The journal of a run as far as it is needed: what comes live and what was looked at, in bounded memory. */
export interface EventLog {
  /** Events in the journal, as far as known. */
  readonly count: number;
  /** Changes whenever something was added. */
  readonly revision: number;
  get(seq: number): StoredEvent | undefined;
  /** A live event. */
  add(stored: StoredEvent): void;
  /** That the journal has this many, told by the server. */
  grow(count: number): void;
  /** Fetches the page an event is on; answers once it is there. */
  load(seq: number): Promise<void>;
  subscribe(listener: () => void): () => void;
  /** Gives up what is being fetched. */
  close(): void;
}

/** Starts a log over what `read` answers. */
export function createEventLog(read: ReadEvents): EventLog {
  const pages = new Map<number, (StoredEvent | undefined)[]>();
  const loading = new Map<number, Promise<void>>();
  const listeners = new Set<() => void>();
  const stop = new AbortController();
  let count = 0;
  let revision = 0;

  const toPage = (seq: number): number => Math.floor((seq - 1) / PAGE_SIZE);
  const changed = (): void => {
    revision += 1;
    for (const listener of listeners) listener();
  };
  const put = (stored: StoredEvent): void => {
    const number = toPage(stored.seq);
    const page = pages.get(number) ?? [];
    // The page used last is the last to go.
    pages.delete(number);
    pages.set(number, page);
    page[(stored.seq - 1) % PAGE_SIZE] = stored;
    count = Math.max(count, stored.seq);
    const [oldest] = pages.keys();
    if (pages.size > MAX_PAGES && oldest !== undefined) pages.delete(oldest);
  };
  const fetchPage = async (number: number): Promise<void> => {
    try {
      const found = await read(number * PAGE_SIZE + 1, PAGE_SIZE, stop.signal);
      for (const stored of found) put(stored);
      changed();
    } finally {
      loading.delete(number);
    }
  };

  return {
    get count() {
      return count;
    },
    get revision() {
      return revision;
    },
    get: (seq) => pages.get(toPage(seq))?.[(seq - 1) % PAGE_SIZE],
    add(stored) {
      put(stored);
      changed();
    },
    grow(known) {
      if (known <= count) return;
      count = known;
      changed();
    },
    load(seq) {
      const number = toPage(seq);
      const begun = loading.get(number);
      if (begun !== undefined) return begun;
      const work = fetchPage(number);
      loading.set(number, work);
      return work;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => stop.abort(),
  };
}

/** The first event at or after a time, by halving; `count + 1` when there is none. */
export async function findSeqAt(log: EventLog, at: number): Promise<number> {
  let low = 1;
  let high = log.count + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (log.get(middle) === undefined) await log.load(middle);
    const found = log.get(middle);
    if (found === undefined) return low;
    if (found.event.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
