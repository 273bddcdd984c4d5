import type { Action } from '#web/actions/use-actions.ts';
import { toZoomed } from '../../store/camera.ts';
import type { EditorStore } from '../../store/editor-store.ts';
import { fitView } from '../commands.ts';
import { openFind } from '../find/open-find.ts';
import { openMenuByKey } from '../menu/open-menu.ts';
import { text } from '../strings.ts';
import { prefersStill } from './focus-step.ts';

const ZOOM_STEP = 1.25;

/** Zooms around the middle of the canvas. */
export function zoomBy(store: EditorStore, factor: number): void {
  const { camera } = store.getState();
  const { width, height } = camera.size();
  const viewport = camera.get();
  camera.moveTo(toZoomed(viewport, viewport.zoom * factor, { x: width / 2, y: height / 2 }), prefersStill() ? 0 : 100);
}

/** Zooms to full size around the middle of the canvas. */
export function resetZoom(store: EditorStore): void {
  zoomBy(store, 1 / store.getState().camera.get().zoom);
}

/** How the canvas is looked at, by key and in the palette of commands. */
export function createViewActions(
  store: EditorStore,
  isFocused: () => boolean,
  onOpenStep: ((stepId: string) => void) | undefined,
): readonly Action[] {
  const state = () => store.getState();
  const group = text.group;
  return [
    {
      id: 'canvas.open',
      label: text.open,
      group,
      keys: 'enter',
      when: () =>
        isFocused() && state().connect === undefined && state().selection.steps.size === 1 && onOpenStep !== undefined,
      run: () => {
        const [id] = state().selection.steps;
        if (id !== undefined) onOpenStep?.(id);
      },
    },
    { id: 'canvas.find', label: text.find, group, keys: 'mod+f', run: () => openFind(store) },
    { id: 'canvas.fit', label: text.fit, group, keys: 'shift+1', run: () => fitView(store, 'all') },
    {
      id: 'canvas.fit-selection',
      label: text.fitSelection,
      group,
      keys: 'shift+2',
      run: () => fitView(store, 'selection'),
    },
    {
      id: 'canvas.zoom-in',
      label: text.zoomIn,
      group,
      keys: ['+', '='],
      repeats: true,
      when: isFocused,
      run: () => zoomBy(store, ZOOM_STEP),
    },
    {
      id: 'canvas.zoom-out',
      label: text.zoomOut,
      group,
      keys: '-',
      repeats: true,
      when: isFocused,
      run: () => zoomBy(store, 1 / ZOOM_STEP),
    },
    {
      id: 'canvas.zoom-reset',
      label: text.zoomFull,
      group,
      keys: ['shift+0', '0'],
      when: isFocused,
      run: () => resetZoom(store),
    },
    {
      id: 'canvas.outline',
      label: text.outline,
      group,
      keys: 'o',
      when: isFocused,
      run: () => state().patchView({ outline: !state().outline }),
    },
    {
      id: 'canvas.minimap',
      label: text.minimap,
      group,
      keys: 'm',
      when: isFocused,
      run: () => state().patchView({ minimap: !state().minimap }),
    },
    { id: 'canvas.grid', label: text.grid, group, run: () => state().patchView({ grid: !state().grid }) },
    { id: 'canvas.snap', label: text.snap, group, run: () => state().patchView({ snap: !state().snap }) },
    {
      id: 'canvas.menu',
      label: text.menu,
      group,
      keys: ['shift+f10', 'contextmenu'],
      hidden: true,
      when: isFocused,
      run: () => openMenuByKey(store),
    },
  ];
}
