import { ReactFlowProvider } from '@xyflow/react';
import { memo, type ReactNode, useEffect, useId, useRef } from 'react';
import { useEditor, useEditorStore } from '../store/editor-store.ts';
import { addBlock } from './add-block.ts';
import { LiveStep } from './announce/live-step.tsx';
import { Outline } from './announce/outline.tsx';
import { useClipboard } from './clipboard/use-clipboard.ts';
import { ArrangeBar } from './controls/arrange-bar.tsx';
import { ConnectBar } from './controls/connect-bar.tsx';
import { Minimap } from './controls/minimap.tsx';
import { ViewControls } from './controls/view-controls.tsx';
import { FindBar } from './find/find-bar.tsx';
import { Grid } from './grid.tsx';
import { useCanvasActions } from './keyboard/use-canvas-actions.ts';
import { useConnectKeys } from './keyboard/use-connect-keys.ts';
import { CanvasMenu } from './menu/canvas-menu.tsx';
import { PaintLayer } from './paint/paint-layer.tsx';
import { StepPicker } from './picker/step-picker.tsx';
import { useCanvasPointer } from './pointer/use-canvas-pointer.ts';
import { useDoubleClick } from './pointer/use-double-click.ts';
import { usePointerPlace } from './pointer/use-pointer-place.ts';
import { Flow } from './scene/flow.tsx';
import { SelectionBox } from './selection-box.tsx';
import { text } from './strings.ts';
import { useCameraStart } from './use-camera-start.ts';
import { useMovingMark } from './use-moving-mark.ts';
import styles from './workflow-canvas.module.css';

/** What the page around a canvas does with its steps. */
export interface CanvasProps {
  /** Opens a step: Enter, double-click. */
  readonly onOpenStep?: (stepId: string) => void;
  /** Runs the workflow up to a step; leaves the item out of menus when absent. */
  readonly onRunTo?: (stepId: string) => void;
  /** What an empty canvas shows. */
  readonly empty?: ReactNode;
}

/** The canvas: draws the store around it, and lets it be edited unless it is read only. */
export const WorkflowCanvas = memo(function WorkflowCanvas({ onOpenStep, onRunTo, empty }: CanvasProps) {
  const store = useEditorStore();
  const element = useRef<HTMLElement>(null);
  const pointer = usePointerPlace(element);
  const hint = useId();
  const isEmpty = useEditor(
    ({ workflow }) => workflow.steps.length === 0 && (workflow.notes === undefined || workflow.notes.length === 0),
  );
  const picker = useEditor((state) => state.picker);
  useCameraStart(element, store);
  useMovingMark(element, store);
  useCanvasPointer(element, store);
  useDoubleClick(element, store, onOpenStep);
  useClipboard(element, store, pointer);
  useConnectKeys(element, store);
  useCanvasActions(element, store, { onOpenStep, pointer });
  // The list of blocks takes the focus; when it closes, the keys belong to the canvas again.
  const hadPicker = useRef(false);
  useEffect(() => {
    if (hadPicker.current && picker === undefined) element.current?.focus({ preventScroll: true });
    hadPicker.current = picker !== undefined;
  }, [picker]);

  return (
    <ReactFlowProvider>
      <section
        ref={element}
        className={styles.canvas}
        role="application"
        aria-label={text.canvas}
        aria-describedby={hint}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the canvas work while it has the focus.
        tabIndex={0}
        data-canvas
      >
        <p id={hint} className="visually-hidden">
          {text.canvasHint}
        </p>
        <Grid />
        <PaintLayer />
        <Flow />
        <SelectionBox />
        {isEmpty ? empty : null}
        <ArrangeBar />
        <ConnectBar />
        <FindBar />
        <ViewControls />
        <Minimap />
        <Outline {...(onOpenStep === undefined ? {} : { onOpenStep })} />
        <CanvasMenu
          {...(onOpenStep === undefined ? {} : { onOpenStep })}
          {...(onRunTo === undefined ? {} : { onRunTo })}
        />
        {picker === undefined ? null : (
          <StepPicker request={picker} onPick={(block) => addBlock(store, block, picker.placement)} />
        )}
        <LiveStep />
      </section>
    </ReactFlowProvider>
  );
});
