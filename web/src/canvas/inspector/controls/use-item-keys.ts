import { useState } from 'react';

let lastKey = 0;
const next = () => {
  lastKey += 1;
  return lastKey;
};

/** Keys that follow the items of a list when they are moved or removed, so that each row keeps its focus and what is typed. */
export function useItemKeys(length: number) {
  const [keys] = useState<number[]>([]);
  while (keys.length < length) keys.push(next());
  if (keys.length > length) keys.length = length;
  return {
    at: (index: number): number => keys[index] ?? index,
    move(from: number, to: number) {
      const [key] = keys.splice(from, 1);
      if (key !== undefined) keys.splice(to, 0, key);
    },
    remove(index: number) {
      keys.splice(index, 1);
    },
  };
}
