import type { Workflow } from '#contract/workflow.ts';
import { findEdge } from '../model/edge-index.ts';
import { addStep } from '../model/edits/add-step.ts';
import { connect } from '../model/edits/connect.ts';
import { toNamedPort } from '../model/edits/create-step.ts';
import { insertOnEdge } from '../model/edits/insert-on-edge.ts';
import { findStep } from '../model/find-step.ts';
import { scopeOrigin } from '../model/geometry.ts';
import { CARD, LAYOUT_GAP } from '../model/sizes.ts';
import { type Edit, EMPTY_SELECTION, type Point, type ScopeId } from '../model/types.ts';
import { toStepId } from '../model/unique-id.ts';
import { toReveal, toVisibleRect } from '../store/camera.ts';
import type { EditorBlock, EditorState, EditorStore } from '../store/editor-store.ts';
import { toFreeSpot } from '../store/free-spot.ts';
import type { Placement } from '../store/view-state.ts';
import { rememberBlock } from './picker/recent-blocks.ts';
import { text } from './strings.ts';

/** Where a block goes that is added without saying where: after the one selected step, or in the middle of the screen. */
export function toDefaultPlacement(state: EditorState, block: Pick<EditorBlock, 'trigger'>): Placement {
  const [stepId] = state.selection.steps;
  if (stepId !== undefined && state.selection.steps.size === 1 && !block.trigger) return { kind: 'after', stepId };
  const [key] = state.selection.edges;
  if (key !== undefined && state.selection.edges.size === 1 && !block.trigger) return { kind: 'edge', key };
  const { x, y, width, height } = toVisibleRect(state.camera);
  return { kind: 'at', at: { x: x + width / 2 - CARD.width / 2, y: y + height / 2 - CARD.height / 2 } };
}

/** Adds a step of a block, selects it and shows it. Answers its id; `undefined` when it could not be added. */
export function addBlock(store: EditorStore, block: EditorBlock, placement?: Placement): string | undefined {
  const state = store.getState();
  if (state.readOnly) return undefined;
  const id = toStepId(state.workflow, block.id);
  const edit = toEdit(state, block, id, placement ?? toDefaultPlacement(state, block));
  if (edit === undefined) return undefined;
  rememberBlock(block.id);
  state.apply(text.addStep(block.label), edit, { select: { ...EMPTY_SELECTION, steps: new Set([id]) } });
  store.getState().patchView({ focus: id, picker: undefined });
  const box = store.getState().scene.geometry.steps.get(id);
  if (box !== undefined) state.camera.moveTo(toReveal(state.camera, box), 150);
  return id;
}

function toEdit(state: EditorState, block: EditorBlock, id: string, placement: Placement): Edit | undefined {
  const { workflow, scene } = state;
  const put = (at: Point, scopeId: ScopeId) => ({
    id,
    block,
    position: toInside(workflow, scopeId, toFreeSpot(scene, at)),
    ...(scopeId === undefined ? {} : { scopeId }),
  });
  switch (placement.kind) {
    case 'at':
      return addStep(put(placement.at, placement.parent));
    case 'into': {
      const inside = scene.geometry.steps.get(placement.stepId);
      if (inside === undefined) return undefined;
      return addStep(put(placement.at ?? { x: inside.x + 32, y: inside.y + 80 }, placement.stepId));
    }
    case 'edge': {
      const found = findEdge(workflow, placement.key);
      const to = found === undefined ? undefined : scene.geometry.steps.get(found.edge.to);
      const from = found === undefined ? undefined : scene.geometry.steps.get(found.edge.from);
      if (found === undefined || to === undefined || from === undefined) return undefined;
      const gap = to.x - (from.x + from.width);
      const needed = CARD.width + 2 * LAYOUT_GAP.x;
      const at = { x: from.x + from.width + Math.max(LAYOUT_GAP.x, (gap - CARD.width) / 2), y: (from.y + to.y) / 2 };
      return insertOnEdge(
        placement.key,
        { id, block, position: toInside(workflow, found.scopeId, at) },
        Math.max(0, needed - gap),
      );
    }
    case 'after': {
      const found = findStep(workflow, placement.stepId);
      const box = scene.geometry.steps.get(placement.stepId);
      if (found === undefined || box === undefined) return undefined;
      const at = placement.at ?? { x: box.x + box.width + LAYOUT_GAP.x, y: box.y };
      const ownBlock = state.blocks.get(found.step.process.block);
      const port = placement.port ?? (ownBlock === undefined ? undefined : toNamedPort(ownBlock));
      return addStep({ ...put(at, found.scopeId), connect: { step: placement.stepId, port } });
    }
    case 'before': {
      const found = findStep(workflow, placement.stepId);
      const box = scene.geometry.steps.get(placement.stepId);
      if (found === undefined || box === undefined) return undefined;
      const at = placement.at ?? { x: box.x - CARD.width - LAYOUT_GAP.x, y: box.y };
      const add = addStep(put(at, found.scopeId));
      const tie = connect({ from: id, port: toNamedPort(block), to: placement.stepId });
      return (before) => tie(add(before));
    }
  }
}

function toInside(workflow: Workflow, scopeId: ScopeId, { x, y }: Point): Point {
  const origin = scopeOrigin(workflow, scopeId);
  return { x: Math.round(x - origin.x), y: Math.round(y - origin.y) };
}
