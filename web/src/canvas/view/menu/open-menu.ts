import { centerOf } from '../../model/boxes.ts';
import type { Point } from '../../model/types.ts';
import { fromWindow, toWindow } from '../../store/camera.ts';
import type { EditorStore } from '../../store/editor-store.ts';
import type { MenuSubject } from '../../store/view-state.ts';
import type { Pressed } from '../pointer/pressed.ts';

/** Opens the menu of what is under the pointer, which is selected first unless it is already. */
export function openMenuAt(store: EditorStore, screen: Point, pressed: Pressed): void {
  const state = store.getState();
  const subject = toSubject(pressed);
  const flow = fromWindow(state.camera, screen);
  if (subject.kind === 'step' && !state.selection.steps.has(subject.id)) {
    state.select({ steps: new Set([subject.id]) });
    state.patchView({ focus: subject.id });
  }
  if (subject.kind === 'edge' && !state.selection.edges.has(subject.id)) state.select({ edges: new Set([subject.id]) });
  if (subject.kind === 'note' && !state.selection.notes.has(subject.id)) state.select({ notes: new Set([subject.id]) });
  if (subject.kind === 'group' && !state.selection.groups.has(subject.id))
    state.select({ groups: new Set([subject.id]) });
  state.patchView({ menu: { subject, screen, flow } });
}

function toSubject(pressed: Pressed): MenuSubject {
  switch (pressed.kind) {
    case 'step':
    case 'edge':
    case 'note':
    case 'group':
      return { kind: pressed.kind, id: pressed.id };
    case 'port':
      return { kind: 'step', id: pressed.stepId };
    case 'edge-add':
    case 'edge-end':
      return { kind: 'edge', id: pressed.key };
    case 'resize':
      return { kind: 'note', id: pressed.id };
    case 'none':
      return { kind: 'canvas', parent: pressed.parent };
  }
}

/** Opens the menu of what is selected, at its place: the menu key. */
export function openMenuByKey(store: EditorStore): void {
  const { selection, scene, camera, patchView } = store.getState();
  const [step] = selection.steps;
  const [edge] = selection.edges;
  const [note] = selection.notes;
  const [group] = selection.groups;
  const open = (subject: MenuSubject, flow: Point) =>
    patchView({ menu: { subject, flow, screen: toWindow(camera, flow) } });
  const { geometry, curves } = scene;
  const box =
    (step === undefined ? undefined : geometry.steps.get(step)) ??
    (note === undefined ? undefined : geometry.notes.get(note)) ??
    (group === undefined ? undefined : geometry.groups.get(group));
  const curve = edge === undefined ? undefined : curves.get(edge);
  if (step !== undefined && box !== undefined) open({ kind: 'step', id: step }, centerOf(box));
  else if (note !== undefined && box !== undefined) open({ kind: 'note', id: note }, centerOf(box));
  else if (group !== undefined && box !== undefined)
    open({ kind: 'group', id: group }, { x: box.x + 16, y: box.y + 16 });
  else if (edge !== undefined && curve !== undefined)
    open({ kind: 'edge', id: edge }, { x: (curve.from.x + curve.to.x) / 2, y: (curve.from.y + curve.to.y) / 2 });
  else {
    const { width, height } = camera.size();
    open(
      { kind: 'canvas', parent: undefined },
      fromWindow(camera, { x: camera.origin().x + width / 2, y: camera.origin().y + height / 3 }),
    );
  }
}
