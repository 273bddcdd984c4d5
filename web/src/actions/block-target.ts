import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

type Insert = (blockId: string) => void;

const targets = createStore<{ readonly stack: readonly Insert[] }>(() => ({ stack: [] }));

/** While the component is mounted, picking a block in the palette calls `insert`, e.g. to put a step on the canvas. */
export function useBlockInsertion(insert: Insert): void {
  const newest = useRef(insert);
  useEffect(() => {
    newest.current = insert;
  });
  useEffect(() => {
    const target: Insert = (blockId) => newest.current(blockId);
    targets.setState(({ stack }) => ({ stack: [...stack, target] }));
    return () => targets.setState(({ stack }) => ({ stack: stack.filter((other) => other !== target) }));
  }, []);
}

/** Where a picked block goes; `undefined` when nothing on the screen takes blocks. */
export function useBlockTarget(): Insert | undefined {
  return useStore(targets, ({ stack }) => stack.at(-1));
}
