import {
  Grid3x3,
  List,
  Magnet,
  Map as MapIcon,
  Maximize,
  Plus,
  Redo2,
  Sparkles,
  Undo2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { IconButton } from '#web/ui/icon-button.tsx';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { fitView } from '../commands.ts';
import { openPicker } from '../keyboard/open-picker.ts';
import { resetZoom, zoomBy } from '../keyboard/view-actions.ts';
import { text } from '../strings.ts';
import { tidyUp } from '../tidy-up.ts';
import styles from '../workflow-canvas.module.css';

const SIZE = 16;

/** Zoom, fit, and what is shown beside the document. */
export function ViewControls() {
  const store = useEditorStore();
  const { camera, patchView } = store.getState();
  const readOnly = useEditor((state) => state.readOnly);
  const minimap = useEditor((state) => state.minimap);
  const outline = useEditor((state) => state.outline);
  const grid = useEditor((state) => state.grid);
  const snap = useEditor((state) => state.snap);
  const undoLabel = useEditor((state) => state.undoLabel);
  const redoLabel = useEditor((state) => state.redoLabel);
  const percent = useSyncExternalStore(camera.subscribe, () => Math.round(camera.get().zoom * 100));
  return (
    <div className={styles.controls} role="toolbar" aria-label={text.controls} data-nodrag>
      {readOnly ? null : (
        <>
          <span className={styles.narrow}>
            <IconButton label={text.pickStep} keys="/" icon={<Plus size={SIZE} />} onClick={() => openPicker(store)} />
          </span>
          <IconButton
            label={text.undo(undoLabel)}
            keys="mod+z"
            icon={<Undo2 size={SIZE} />}
            disabled={undoLabel === undefined}
            onClick={() => store.getState().undo()}
          />
          <IconButton
            label={text.redo(redoLabel)}
            keys="mod+shift+z"
            icon={<Redo2 size={SIZE} />}
            disabled={redoLabel === undefined}
            onClick={() => store.getState().redo()}
          />
        </>
      )}
      <IconButton label={text.zoomOut} keys="-" icon={<ZoomOut size={SIZE} />} onClick={() => zoomBy(store, 0.8)} />
      <button type="button" className={styles.zoom} aria-label={text.zoomTo(percent)} onClick={() => resetZoom(store)}>
        {percent} %
      </button>
      <IconButton label={text.zoomIn} keys="+" icon={<ZoomIn size={SIZE} />} onClick={() => zoomBy(store, 1.25)} />
      <IconButton
        label={text.fit}
        keys="shift+1"
        icon={<Maximize size={SIZE} />}
        onClick={() => fitView(store, 'all')}
      />
      <span className={styles.roomy}>
        {readOnly ? null : (
          <IconButton
            label={text.layout}
            keys="shift+l"
            icon={<Sparkles size={SIZE} />}
            onClick={() => tidyUp(store)}
          />
        )}
        <IconButton
          label={text.grid}
          pressed={grid}
          icon={<Grid3x3 size={SIZE} />}
          onClick={() => patchView({ grid: !grid })}
        />
        {readOnly ? null : (
          <IconButton
            label={text.snap}
            pressed={snap}
            icon={<Magnet size={SIZE} />}
            onClick={() => patchView({ snap: !snap })}
          />
        )}
        <IconButton
          label={text.minimap}
          keys="m"
          pressed={minimap}
          icon={<MapIcon size={SIZE} />}
          onClick={() => patchView({ minimap: !minimap })}
        />
      </span>
      <IconButton
        label={text.outline}
        keys="o"
        pressed={outline}
        icon={<List size={SIZE} />}
        onClick={() => patchView({ outline: !outline })}
      />
    </div>
  );
}
