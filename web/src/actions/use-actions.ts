import { useEffect, useRef } from 'react';
import type { Action } from './action.ts';
import { addActions } from './registry.ts';

export type { Action } from './action.ts';

/**
 * Offers actions while the component is mounted: in the palette, in the shortcut sheet and by their keys. The array may be new at every
 * draw; what is run is always the newest.
 */
export function useActions(actions: readonly Action[]): void {
  const newest = useRef(actions);
  useEffect(() => {
    newest.current = actions;
  });
  // Labels and keys decide what is registered; functions are looked up when they are called.
  const identity = JSON.stringify(
    actions.map(({ id, label, group, keys, hidden, keywords }) => [id, label, group, keys, hidden, keywords]),
  );
  useEffect(() => {
    const listed = newest.current.map((action): Action => {
      const find = (): Action => newest.current.find(({ id }) => id === action.id) ?? action;
      return { ...action, when: () => find().when?.() !== false, run: () => find().run() };
    });
    return identity === '' ? undefined : addActions(listed);
  }, [identity]);
}
