import type { Curve } from '../../model/anchors.ts';
import type { EditorState, EditorStore } from '../../store/editor-store.ts';
import { createDoubleBuffer } from './double-buffer.ts';
import { createDragLayer } from './drag-layer.ts';
import { type PaintColors, readColors, watchTheme } from './paint-colors.ts';
import { paintScene } from './paint-scene.ts';
import { createTileIcons } from './tile-icons.ts';

/** The painted document: one picture of what rests, and while something is dragged a second of what moves. */
export interface PaintedMap {
  /** The camera moved; `visible` tells whether the map is what is shown. */
  follow(visible: boolean): void;
  changed(state: EditorState, before: EditorState): void;
  dispose(): void;
}

/** Makes the map in `host`. */
export function createPaintedMap(host: HTMLElement, store: EditorStore): PaintedMap {
  const { camera } = store.getState();
  let colors: PaintColors = readColors(host);
  const icons = createTileIcons(() => resting.invalidate());
  /** Steps that are on the second picture. */
  let lifted: ReadonlySet<string> | undefined;

  const rests = (id: string) => lifted?.has(id) !== true;
  const restsCurve = ({ edge }: Curve) => rests(edge.from) && rests(edge.to);
  const resting = createDoubleBuffer(host, camera, (context, view) =>
    paintScene(context, view, {
      state: store.getState(),
      colors,
      icons,
      hasStep: rests,
      hasEdge: restsCurve,
      marks: true,
    }),
  );
  const moving = createDragLayer(host, store, { colors: () => colors, icons });
  const stopTheme = watchTheme(() => {
    colors = readColors(host);
    resting.invalidate();
  });
  let isVisible = false;

  return {
    follow(visible) {
      isVisible = visible;
      resting.show(visible);
      resting.follow();
      moving.follow();
    },
    changed(state, before) {
      if (state.drag !== before.drag && isVisible) {
        const { drag } = state;
        if (drag !== undefined && before.drag === undefined) {
          lifted = drag.steps;
          moving.begin(drag.steps);
          resting.invalidate();
        } else if (drag === undefined) {
          lifted = undefined;
          // What moved stays where it was dropped until the picture below shows it there.
          resting.invalidate(moving.end);
          return;
        }
        if (drag !== undefined) moving.move(drag);
      }
      if (isPaintedAnew(state, before)) resting.invalidate();
    },
    dispose() {
      stopTheme();
      resting.dispose();
      moving.dispose();
    },
  };
}

function isPaintedAnew(state: EditorState, before: EditorState): boolean {
  return (
    state.scene !== before.scene ||
    state.workflow.steps !== before.workflow.steps ||
    state.workflow.groups !== before.workflow.groups ||
    state.workflow.notes !== before.workflow.notes ||
    state.overlay !== before.overlay ||
    state.selection !== before.selection ||
    state.problems !== before.problems ||
    state.find !== before.find
  );
}
