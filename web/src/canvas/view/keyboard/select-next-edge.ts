import { edgesFrom, edgesTo } from '../../model/edge-index.ts';
import { toEdgeKey } from '../../model/edge-key.ts';
import { findScope, findStep } from '../../model/find-step.ts';
import type { EditorStore } from '../../store/editor-store.ts';

/** Goes round the edges of the step the keyboard is on: those that leave it, then those that enter it. */
export function selectNextEdge(store: EditorStore): void {
  const { workflow, focus, selection, select } = store.getState();
  const id = focus ?? [...selection.steps][0];
  const found = id === undefined ? undefined : findStep(workflow, id);
  const scope = findScope(workflow, found?.scopeId);
  if (id === undefined || scope === undefined) return;
  const keys = [...edgesFrom(scope.edges, id), ...edgesTo(scope.edges, id)].map(toEdgeKey);
  const at = keys.findIndex((key) => selection.edges.has(key));
  const next = keys[(at + 1) % Math.max(1, keys.length)];
  if (next !== undefined) select({ edges: new Set([next]) });
}
