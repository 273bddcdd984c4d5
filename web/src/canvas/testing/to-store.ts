import type { Step, Workflow } from '#contract/workflow.ts';
import { toBlocks } from '../model/testing/blocks.ts';
import { toLoop, toStep, toWorkflow } from '../model/testing/sample.ts';
import { createEditorStore, type EditorBlock, type EditorStore } from '../store/editor-store.ts';

/** A canvas for tests: 1000 by 800 pixels at the origin, at full size. */
export function toStore(workflow: Workflow, options: { readonly readOnly?: boolean } = {}): EditorStore {
  const blocks: ReadonlyMap<string, EditorBlock> = toBlocks();
  const store = createEditorStore({ workflow, blocks, ...options });
  store.getState().camera.place({ x: 0, y: 0, width: 1_000, height: 800 });
  return store;
}

/** A row of steps `a`, `b`, … 336 pixels apart, each leading to the next. */
export function toRow(ids: readonly string[], more: Partial<Workflow> = {}): Workflow {
  const steps = ids.map((id, at): Step => toStep(id, { position: { x: at * 336, y: 0 } }));
  const edges = ids.slice(1).map((to, at) => ({ from: ids[at] ?? '', to }));
  return toWorkflow(steps, edges, more);
}

/** `a` leads to `b`; below them an open loop `each` with the step `inner` inside. */
export function toRowAndLoop(): Workflow {
  const { steps, edges } = toRow(['a', 'b']);
  const inner = toStep('inner', { position: { x: 0, y: 0 } });
  return toWorkflow([...steps, toLoop('each', [inner], [], { position: { x: 0, y: 300 } })], edges);
}
