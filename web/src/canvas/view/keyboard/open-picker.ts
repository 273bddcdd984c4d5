import { CARD } from '../../model/sizes.ts';
import type { Point } from '../../model/types.ts';
import { fromWindow, toWindow } from '../../store/camera.ts';
import type { EditorState, EditorStore } from '../../store/editor-store.ts';
import type { PickerState } from '../../store/view-state.ts';
import { toDefaultPlacement } from '../add-block.ts';
import { findPlacingTarget } from '../pointer/drop-target.ts';

/**
 * Opens the list of blocks for what `/` means here: after the selected step, on the selected edge; with nothing selected under the
 * pointer, on the edge or in the loop there; or in the middle of the screen.
 */
export function openPicker(store: EditorStore, pointer?: Point): void {
  const state = store.getState();
  if (!state.readOnly) state.patchView({ picker: toRequest(state, pointer) });
}

function toRequest(state: EditorState, pointer: Point | undefined): PickerState {
  const placement = toDefaultPlacement(state, { trigger: false });
  const step = placement.kind === 'after' ? state.scene.geometry.steps.get(placement.stepId) : undefined;
  if (step !== undefined)
    return { placement, screen: toWindow(state.camera, { x: step.x + step.width + 16, y: step.y }) };
  const curve = placement.kind === 'edge' ? state.scene.curves.get(placement.key) : undefined;
  if (curve !== undefined) {
    const middle = { x: (curve.from.x + curve.to.x) / 2, y: (curve.from.y + curve.to.y) / 2 };
    return { placement, screen: toWindow(state.camera, middle) };
  }
  if (pointer !== undefined) return toRequestAt(state, pointer);
  const { x, y } = state.camera.origin();
  const { width, height } = state.camera.size();
  return { placement, screen: { x: x + width / 2 - 170, y: y + height / 4 } };
}

function toRequestAt(state: EditorState, screen: Point): PickerState {
  const at = fromWindow(state.camera, screen);
  const target = findPlacingTarget(state, at, false);
  const corner = { x: at.x, y: at.y - CARD.height / 2 };
  switch (target.kind) {
    case 'edge':
      return { screen, placement: { kind: 'edge', key: target.key } };
    case 'body':
      return { screen, placement: { kind: 'into', stepId: target.stepId, at: corner } };
    case 'root':
      return { screen, placement: { kind: 'at', at: corner } };
  }
}
