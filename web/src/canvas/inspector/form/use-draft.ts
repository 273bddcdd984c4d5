import { useCallback, useEffect, useRef, useState } from 'react';
import { addPending } from './pending-commits.ts';

/** How long after the last key a change goes into the document: long enough that typing costs nothing there. */
const COMMIT_MS = 140;

/**
 * A value that is edited here and goes into the document a moment later, so that a key press never touches the document.
 * A change from outside (undo, another window) replaces what is shown.
 */
export function useDraft<T>(value: T, commit: (value: T) => void): readonly [T, (value: T) => void, () => void] {
  const [shown, setShown] = useState(value);
  const [known, setKnown] = useState(value);
  const latest = useRef({
    value,
    commit,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
    forget: () => {},
  });
  latest.current.commit = commit;
  if (!Object.is(known, value)) {
    setKnown(value);
    if (latest.current.timer === undefined) setShown(value);
  }
  const flush = useCallback(() => {
    const { timer, value: typed, commit: write, forget } = latest.current;
    if (timer === undefined) return;
    clearTimeout(timer);
    latest.current.timer = undefined;
    forget();
    write(typed);
  }, []);
  const change = useCallback(
    (next: T) => {
      setShown(next);
      const { current } = latest;
      if (current.timer === undefined) {
        const forget = addPending(flush);
        current.forget = () => void forget();
      } else clearTimeout(current.timer);
      current.value = next;
      current.timer = setTimeout(flush, COMMIT_MS);
    },
    [flush],
  );
  useEffect(() => flush, [flush]);
  return [shown, change, flush];
}
