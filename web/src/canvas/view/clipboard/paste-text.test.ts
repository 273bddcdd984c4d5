// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { toasts } from '#web/ui/toast.ts';
import { findStep } from '../../model/find-step.ts';
import { toRow, toRowAndLoop, toStore } from '../../testing/to-store.ts';
import { toCopiedText } from '../commands.ts';
import { pasteText } from './paste-text.ts';

beforeEach(() => toasts.setState({ items: [] }));

describe('pasting', () => {
  it('brings what another window copied, with its edges, as one entry of the history', () => {
    const source = toStore(toRow(['a', 'b']));
    source.getState().select({ steps: new Set(['a', 'b']) });
    const target = toStore(toRow(['x']));
    pasteText(target, toCopiedText(source) ?? '');
    const { workflow, selection, undoLabel } = target.getState();
    expect(workflow.steps.map(({ id }) => id)).toEqual(['x', 'a', 'b']);
    expect(workflow.edges).toEqual([{ from: 'a', to: 'b' }]);
    expect([...selection.steps].sort()).toEqual(['a', 'b']);
    expect(undoLabel).toBe('Paste');
  });

  it('goes into the loop that is selected', () => {
    const source = toStore(toRow(['z']));
    source.getState().select({ steps: new Set(['z']) });
    const target = toStore(toRowAndLoop());
    target.getState().select({ steps: new Set(['each']) });
    pasteText(target, toCopiedText(source) ?? '');
    expect(findStep(target.getState().workflow, 'z')?.scopeId).toBe('each');
  });

  it('says why it cannot, and changes nothing', () => {
    const store = toStore(toRow(['a']));
    const { workflow } = store.getState();
    for (const content of ['', 'some words', '{"steps":"none"}', '[1,2,3]']) {
      toasts.setState({ items: [] });
      pasteText(store, content);
      expect(toasts.getState().items, content).toHaveLength(1);
    }
    expect(store.getState().workflow).toBe(workflow);
  });

  it('does nothing on a read only canvas', () => {
    const source = toStore(toRow(['a']));
    source.getState().select({ steps: new Set(['a']) });
    const store = toStore(toRow(['x']), { readOnly: true });
    pasteText(store, toCopiedText(source) ?? '');
    expect(store.getState().workflow.steps).toHaveLength(1);
    expect(toasts.getState().items).toEqual([]);
  });
});
