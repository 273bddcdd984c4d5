import { describe, expect, it } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import { createUnsentShelf } from './unsent-shelf.ts';

const workflow = (name: string): Workflow => ({ flowright: 1, id: 'w', name, inputs: [], steps: [], edges: [] });
const unsent = (name: string) => ({ base: workflow('base'), workflow: workflow(name) });

/** Storage of a browser, in memory. */
function createStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (at) => [...items.keys()][at] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

function open(storage: Storage, window: string, workflowId = 'w') {
  const faults: unknown[] = [];
  const report = (error: unknown) => void faults.push(error);
  return { shelf: createUnsentShelf(storage, { workflowId, window, report }), faults };
}

describe('the shelf of unsent changes', () => {
  it('hands what a window left behind to the next one, and forgets it once it was sent', () => {
    const storage = createStorage();
    open(storage, 'gone').shelf.put(unsent('left behind'));
    const { shelf } = open(storage, 'next');
    expect(shelf.take().map((each) => each.workflow.name)).toEqual(['left behind']);
    // Still there: the server does not have it yet.
    expect(open(storage, 'third').shelf.take()).toHaveLength(1);
    shelf.clear();
    expect(open(storage, 'third').shelf.take()).toEqual([]);
  });

  it('keeps windows and workflows apart', () => {
    const storage = createStorage();
    open(storage, 'one').shelf.put(unsent('one'));
    open(storage, 'two').shelf.put(unsent('two'));
    open(storage, 'one', 'other').shelf.put(unsent('other'));
    expect(open(storage, 'three').shelf.take()).toHaveLength(2);
  });

  it('reports a storage that is full, and takes nothing from an entry that was cut off', () => {
    const storage = createStorage();
    storage.setItem('flowright.unsent.w/cut', '{"base":{"ste');
    storage.setItem('flowright.unsent.w/odd', '{"base":1,"workflow":[]}');
    expect(open(storage, 'next').shelf.take()).toEqual([]);
    const full: Storage = Object.assign(createStorage(), {
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
    const { shelf, faults } = open(full, 'next');
    shelf.put(unsent('lost?'));
    expect(faults).toHaveLength(1);
  });
});
