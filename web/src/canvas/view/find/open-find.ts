import { searchSteps } from '../../model/search.ts';
import type { EditorStore } from '../../store/editor-store.ts';
import { focusStep } from '../keyboard/focus-step.ts';

const MAX_MATCHES = 500;

/** Opens the search, with what was searched for before. */
export function openFind(store: EditorStore): void {
  const { find, patchView } = store.getState();
  patchView({ find: find ?? { query: '', matches: [], index: 0 } });
}

/** Searches and goes to the first match. */
export function setFindQuery(store: EditorStore, query: string): void {
  const { workflow, blocks, patchView } = store.getState();
  const matches = searchSteps(workflow, query, blocks, MAX_MATCHES).map(({ stepId }) => stepId);
  patchView({ find: { query, matches, index: 0 } });
  if (matches[0] !== undefined) focusStep(store, matches[0]);
}

/** Goes to the next or previous match, round at the ends. */
export function goToMatch(store: EditorStore, by: 1 | -1): void {
  const { find, patchView } = store.getState();
  if (find === undefined || find.matches.length === 0) return;
  const index = (find.index + by + find.matches.length) % find.matches.length;
  patchView({ find: { ...find, index } });
  const id = find.matches[index];
  if (id !== undefined) focusStep(store, id);
}
