import { isFrame } from '../../model/anchors.ts';
import { encloses, overlaps } from '../../model/boxes.ts';
import { findStep } from '../../model/find-step.ts';
import type { Box, Point, Selection } from '../../model/types.ts';
import { fromWindow } from '../../store/camera.ts';
import type { EditorState, EditorStore } from '../../store/editor-store.ts';
import type { Gesture } from './gesture.ts';

/** What a rectangle selects: cards and notes it touches, frames and groups it covers, and the edges between chosen steps. */
export function findInBox({ scene, workflow }: Pick<EditorState, 'scene' | 'workflow'>, box: Box): Selection {
  const steps = new Set<string>();
  const notes = new Set<string>();
  const groups = new Set<string>();
  const edges = new Set<string>();
  const found = scene.index.query(box);
  for (const { kind, id } of found) {
    if (kind === 'step') {
      const place = scene.geometry.steps.get(id);
      const step = findStep(workflow, id)?.step;
      if (place === undefined || step === undefined) continue;
      if (isFrame(step) ? encloses(box, place) : overlaps(box, place)) steps.add(id);
    } else if (kind === 'note') {
      const place = scene.geometry.notes.get(id);
      if (place !== undefined && overlaps(box, place)) notes.add(id);
    } else if (kind === 'group') {
      const place = scene.geometry.groups.get(id);
      if (place !== undefined && encloses(box, place)) groups.add(id);
    }
  }
  for (const { kind, id } of found) {
    if (kind !== 'edge') continue;
    const edge = scene.curves.get(id)?.edge;
    if (edge !== undefined && steps.has(edge.from) && steps.has(edge.to)) edges.add(id);
  }
  return { steps, notes, groups, edges };
}

/** Draws a rectangle; what it touches is selected besides what was. */
export function boxSelect(store: EditorStore, start: Point): Gesture {
  const { camera, selection: before } = store.getState();
  const from = fromWindow(camera, start);
  return {
    scrolls: true,
    move(point) {
      const at = fromWindow(camera, point);
      const box = {
        x: Math.min(from.x, at.x),
        y: Math.min(from.y, at.y),
        width: Math.abs(at.x - from.x),
        height: Math.abs(at.y - from.y),
      };
      const state = store.getState();
      state.select(join(before, findInBox(state, box)));
      state.patchView({ box });
    },
    end: () => store.getState().patchView({ box: undefined }),
    cancel() {
      store.getState().select(before);
      store.getState().patchView({ box: undefined });
    },
  };
}

function join(one: Selection, other: Selection): Selection {
  return {
    steps: new Set([...one.steps, ...other.steps]),
    edges: new Set([...one.edges, ...other.edges]),
    notes: new Set([...one.notes, ...other.notes]),
    groups: new Set([...one.groups, ...other.groups]),
  };
}
