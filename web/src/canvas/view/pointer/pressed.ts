import { isFrame } from '../../model/anchors.ts';
import { findStep } from '../../model/find-step.ts';
import { FRAME_HEADER, GROUP_HEADER } from '../../model/sizes.ts';
import type { Box, Point } from '../../model/types.ts';
import { fromWindow } from '../../store/camera.ts';
import type { EditorState } from '../../store/editor-store.ts';
import { isDetailed } from '../../store/is-detailed.ts';
import { findBodyAt } from './drop-target.ts';

/** What is under the pointer. */
export type Pressed =
  | { readonly kind: 'none'; readonly parent: string | undefined }
  | { readonly kind: 'step' | 'note' | 'group'; readonly id: string; readonly box: Box }
  | { readonly kind: 'edge'; readonly id: string }
  | { readonly kind: 'port'; readonly stepId: string; readonly port: string }
  | { readonly kind: 'edge-add'; readonly key: string }
  | { readonly kind: 'edge-end'; readonly key: string; readonly end: 'from' | 'to' }
  | { readonly kind: 'resize'; readonly id: string };

/** How near the pointer must be to a painted edge, in pixels of the screen. */
const EDGE_PX = 6;

/** What is under the pointer: small things by their element, all others by where they are. */
export function findPressed(state: EditorState, event: { clientX: number; clientY: number }, target: Element): Pressed {
  const port = target.closest<HTMLElement>('[data-port]')?.dataset;
  if (port?.port !== undefined && port.of !== undefined) return { kind: 'port', stepId: port.of, port: port.port };
  const key = target.closest('[data-edge]')?.getAttribute('data-edge');
  if (key != null) {
    const end = target.getAttribute('data-edge-end');
    if (end === 'from' || end === 'to') return { kind: 'edge-end', key, end };
    if (target.closest('[data-edge-add]') !== null) return { kind: 'edge-add', key };
    return { kind: 'edge', id: key };
  }
  const resize = target.closest('[data-resize]')?.getAttribute('data-resize');
  if (resize != null) return { kind: 'resize', id: resize };
  return findAt(state, fromWindow(state.camera, { x: event.clientX, y: event.clientY }));
}

/** What is at a point of the document. The inside of a frame is ground like any other; its header is the step. */
export function findAt(state: EditorState, at: Point): Pressed {
  const { scene, workflow, camera } = state;
  const hit = scene.index.hitTest(at);
  const zoom = camera.get().zoom;
  const none: Pressed = { kind: 'none', parent: findBodyAt(state, at, new Set()) };
  const edgeOr = (otherwise: Pressed): Pressed => {
    const key = !isDetailed(scene, camera) ? scene.index.nearestEdge(at, EDGE_PX / zoom) : undefined;
    return key === undefined ? otherwise : { kind: 'edge', id: key };
  };
  if (hit === undefined || hit.kind === 'edge') return edgeOr(none);
  const box = scene.geometry[`${hit.kind}s`].get(hit.id);
  if (box === undefined) return none;
  if (hit.kind === 'note') return { kind: 'note', id: hit.id, box };
  if (hit.kind === 'group') {
    const isFolded = workflow.groups?.find(({ id }) => id === hit.id)?.collapsed === true;
    return isFolded || at.y < box.y + GROUP_HEADER ? { kind: 'group', id: hit.id, box } : edgeOr(none);
  }
  const step = findStep(workflow, hit.id)?.step;
  if (step !== undefined && isFrame(step) && at.y > box.y + FRAME_HEADER) return edgeOr(none);
  return { kind: 'step', id: hit.id, box };
}
