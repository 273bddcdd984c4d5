import { toWindow } from '../../store/camera.ts';
import type { EditorStore } from '../../store/editor-store.ts';
import { toDefaultPlacement } from '../add-block.ts';

/** Opens the list of blocks for what `/` means here: after the selected step, on the selected edge, or in the middle of the screen. */
export function openPicker(store: EditorStore): void {
  const state = store.getState();
  if (state.readOnly) return;
  const placement = toDefaultPlacement(state, { trigger: false });
  const step = placement.kind === 'after' ? state.scene.geometry.steps.get(placement.stepId) : undefined;
  const curve = placement.kind === 'edge' ? state.scene.curves.get(placement.key) : undefined;
  const at =
    step !== undefined
      ? { x: step.x + step.width + 16, y: step.y }
      : curve !== undefined
        ? { x: (curve.from.x + curve.to.x) / 2, y: (curve.from.y + curve.to.y) / 2 }
        : undefined;
  const { x, y } = state.camera.origin();
  const { width, height } = state.camera.size();
  const screen = at === undefined ? { x: x + width / 2 - 170, y: y + height / 4 } : toWindow(state.camera, at);
  state.patchView({ picker: { placement, screen } });
}
