import '@xyflow/react/dist/base.css';
import { ReactFlow, type ReactFlowInstance, type Viewport } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { MAX_ZOOM, MIN_ZOOM } from '../../store/camera.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { EdgeLayer } from '../edges/edge-layer.tsx';
import { createNodeMaker, type FlowNode } from './flow-nodes.ts';
import { NODE_TYPES } from './node-types.tsx';
import { useVisibleItems } from './use-visible-items.ts';

const NO_EDGES: never[] = [];
/** Mouse buttons that pan: the left one on empty ground, and the middle one everywhere. */
const PAN_BUTTONS = [0, 1];

/**
 * React Flow: pans and zooms, and draws the cards that are on the screen. Everything else (selection, dragging, connecting, keys) is
 * done by us over the document, since most of it also works on painted tiles that are no nodes.
 */
export const Flow = memo(function Flow() {
  const store = useEditorStore();
  const { camera } = store.getState();
  const visible = useVisibleItems();
  // Read whole: the maker compares what it needs. They change when the document does and while something is dragged.
  const scene = useEditor((state) => state.scene);
  const drag = useEditor((state) => state.drag);
  const make = useMemo(createNodeMaker, []);
  const nodes = useMemo(
    () => [...make({ ...store.getState(), scene, drag }, visible)],
    [make, store, visible, scene, drag],
  );

  const onMove = (_: unknown, viewport: Viewport) => camera.report(viewport);
  const onInit = (flow: ReactFlowInstance<FlowNode>) => {
    camera.connect((viewport, duration) => void flow.setViewport(viewport, duration === 0 ? {} : { duration }));
    // What was asked for before React Flow was there.
    void flow.setViewport(camera.get());
  };

  return (
    <ReactFlow
      nodes={nodes}
      edges={NO_EDGES}
      nodeTypes={NODE_TYPES}
      onMove={onMove}
      onInit={onInit}
      minZoom={MIN_ZOOM}
      maxZoom={MAX_ZOOM}
      panOnDrag={PAN_BUTTONS}
      panOnScroll
      zoomOnDoubleClick={false}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      zoomActivationKeyCode={['Meta', 'Control']}
      proOptions={{ hideAttribution: true }}
    >
      <EdgeLayer keys={visible.edges} />
    </ReactFlow>
  );
});
