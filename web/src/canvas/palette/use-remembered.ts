import { useCallback, useState } from 'react';

type Widened<T> = T extends boolean ? boolean : number;

const toKey = (name: string) => `flowright.editor.${name}`;

/** State of the screen that this browser remembers: whether a panel is open, how wide it is. */
export function useRemembered<T extends boolean | number>(
  name: string,
  initial: T,
): readonly [Widened<T>, (value: Widened<T>) => void] {
  const [value, setValue] = useState<Widened<T>>(() => read<Widened<T>>(name, initial as Widened<T>));
  const set = useCallback(
    (next: Widened<T>) => {
      setValue(next);
      try {
        localStorage.setItem(toKey(name), JSON.stringify(next));
      } catch {
        // Storage is blocked: the screen works, and opens as at first the next time.
      }
    },
    [name],
  );
  return [value, set];
}

function read<T>(name: string, initial: T): T {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(toKey(name)) ?? 'null');
    return typeof saved === typeof initial ? (saved as T) : initial;
  } catch {
    // Storage is blocked or its text is broken: the screen opens as at first.
    return initial;
  }
}
