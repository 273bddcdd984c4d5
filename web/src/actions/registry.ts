import { createStore } from 'zustand/vanilla';
import { toast } from '#web/ui/toast.ts';
import type { Action } from './action.ts';

/** Lists of actions of what is mounted, oldest first. */
const registry = createStore<{ readonly lists: readonly (readonly Action[])[] }>(() => ({ lists: [] }));

/** Adds actions; call the answer to take them away. */
export function addActions(actions: readonly Action[]): () => void {
  registry.setState(({ lists }) => ({ lists: [...lists, actions] }));
  return () => registry.setState(({ lists }) => ({ lists: lists.filter((list) => list !== actions) }));
}

/** All actions of what is mounted. Of two with one id the newer one stays. */
export function listActions(): readonly Action[] {
  const byId = new Map<string, Action>();
  for (const list of registry.getState().lists) {
    for (const action of list) {
      byId.delete(action.id);
      byId.set(action.id, action);
    }
  }
  return [...byId.values()];
}

/** Whether it can be done right now. */
export function isAvailable(action: Action): boolean {
  return action.when?.() !== false;
}

/** Does it; what goes wrong is told. */
export function runAction(action: Action): void {
  void (async () => {
    try {
      await action.run();
    } catch (error) {
      toast.error(error);
    }
  })();
}
