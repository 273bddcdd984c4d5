import type { Node } from '@xyflow/react';
import { isFrame } from '../../model/anchors.ts';
import { findStep, listLoopsAround } from '../../model/find-step.ts';
import type { Box } from '../../model/types.ts';
import type { EditorState } from '../../store/editor-store.ts';
import type { VisibleItems } from './visible-items.ts';

/** What stands for things on the canvas in React Flow: where they are, and which component draws them from the store. */
export type FlowNode = Node<Record<string, never>, 'step' | 'frame' | 'note' | 'area'>;

const NO_DATA: Record<string, never> = {};
/** Layers: groups at the bottom, frames by depth, edges (5, edge.module.css), cards, notes. */
const LAYER = { group: 0, frame: 1, step: 10, note: 20 } as const;
const MAX_FRAME_LAYER = 4;

/** Makes nodes and answers the same objects for what did not change, so that React Flow draws only what did. */
export function createNodeMaker(): (state: EditorState, visible: VisibleItems) => readonly FlowNode[] {
  let before = new Map<string, FlowNode>();
  return (state, visible) => {
    const { workflow, scene, drag } = state;
    const made = new Map<string, FlowNode>();
    const add = (
      type: FlowNode['type'] & string,
      id: string,
      box: Box | undefined,
      zIndex: number,
      isDragged: boolean,
    ) => {
      if (box === undefined) return;
      const key = `${type}/${id}`;
      const x = box.x + (isDragged ? (drag?.dx ?? 0) : 0);
      const y = box.y + (isDragged ? (drag?.dy ?? 0) : 0);
      const old = before.get(key);
      const isSame =
        old !== undefined &&
        old.position.x === x &&
        old.position.y === y &&
        old.width === box.width &&
        old.height === box.height &&
        old.zIndex === zIndex;
      const { width, height } = box;
      made.set(key, isSame ? old : { id: key, type, position: { x, y }, data: NO_DATA, width, height, zIndex });
    };
    for (const id of visible.groups) {
      const isDragged = drag?.groups.has(id) === true;
      // React Flow draws a border of its own around what it calls a group.
      add('area', id, scene.geometry.groups.get(id), LAYER.group, isDragged);
    }
    for (const id of visible.steps) {
      const step = findStep(workflow, id)?.step;
      if (step === undefined) continue;
      const isDragged = drag?.steps.has(id) === true;
      const lift = isDragged ? 20 : 0;
      const box = scene.geometry.steps.get(id);
      if (isFrame(step)) {
        const depth = Math.min(MAX_FRAME_LAYER - 1, listLoopsAround(workflow, id).length);
        add('frame', id, box, LAYER.frame + depth, isDragged);
      } else add('step', id, box, LAYER.step + lift, isDragged);
    }
    for (const id of visible.notes)
      add('note', id, scene.geometry.notes.get(id), LAYER.note, drag?.notes.has(id) === true);
    before = made;
    return [...made.values()];
  };
}
