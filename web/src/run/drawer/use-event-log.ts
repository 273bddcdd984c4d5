import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { type EventFilter, isFiltering, matchesFilter } from '../model/describe-event.ts';
import type { EventLog } from '../session/event-log.ts';
import { paceOfPage } from '../session/pace.ts';

/** Events a filter finds at most; more are no list any more. */
export const MAX_FOUND = 5_000;
/** Events looked at between two pictures. */
const PER_SLICE = 2_000;

/** The log's revision, so that a list is drawn again when something came. */
export function useLogRevision(log: EventLog): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      let due = false;
      return log.subscribe(() => {
        if (due) return;
        due = true;
        paceOfPage(() => {
          due = false;
          listener();
        });
      });
    },
    [log],
  );
  return useSyncExternalStore(subscribe, () => log.revision);
}

/** Places of the events a filter lets through, and how far the search is. */
export interface FoundEvents {
  /** Undefined when nothing is filtered: every event, in its place. */
  readonly seqs: readonly number[] | undefined;
  readonly scanned: number;
  readonly error: unknown;
}

interface Search extends FoundEvents {
  readonly seqs: readonly number[];
  readonly filter: EventFilter;
  readonly log: EventLog;
}

/** Searches the journal for events, what is not here fetched page by page; new ones are searched as they come. */
export function useFoundEvents(log: EventLog, filter: EventFilter): FoundEvents {
  useLogRevision(log);
  const begin = useMemo((): Search => ({ filter, log, seqs: [], scanned: 0, error: undefined }), [filter, log]);
  const [held, setHeld] = useState(begin);
  const search = held.filter === filter && held.log === log ? held : begin;
  const isOn = isFiltering(filter);
  const { count } = log;
  useEffect(() => {
    if (!isOn || search.error !== undefined || search.scanned >= count || search.seqs.length >= MAX_FOUND) return;
    let isStale = false;
    goOn(search, count, () => isStale).then(
      (next) => !isStale && setHeld(next),
      (error: unknown) => !isStale && setHeld({ ...search, error }),
    );
    return () => {
      isStale = true;
    };
  }, [isOn, count, search]);
  return isOn ? search : { seqs: undefined, scanned: count, error: undefined };
}

/** Looks at the next events. */
async function goOn(search: Search, count: number, isStale: () => boolean): Promise<Search> {
  const { log, filter } = search;
  const seqs = [...search.seqs];
  const end = Math.min(count, search.scanned + PER_SLICE);
  let seq = search.scanned + 1;
  for (; seq <= end && seqs.length < MAX_FOUND && !isStale(); seq += 1) {
    if (log.get(seq) === undefined) await log.load(seq);
    const stored = log.get(seq);
    if (stored !== undefined && matchesFilter(stored.event, filter)) seqs.push(seq);
  }
  return { ...search, seqs, scanned: seq - 1 };
}
