import { toEdgeKey } from '../../model/edge-key.ts';
import { connect, reconnect } from '../../model/edits/connect.ts';
import { findStep } from '../../model/find-step.ts';
import { EMPTY_SELECTION, type Point } from '../../model/types.ts';
import { fromWindow } from '../../store/camera.ts';
import type { EditorState, EditorStore } from '../../store/editor-store.ts';
import type { ConnectStart, Placement } from '../../store/view-state.ts';
import { findConnectFault, toConnection } from '../connect-fault.ts';
import { text } from '../strings.ts';
import type { Gesture } from './gesture.ts';

/** How near, on the screen, the free end must be to a step to snap to it. */
const SNAP_PX = 18;

/** The step at or near a point that a connection may end at. */
function findStepNear({ scene, camera }: EditorState, at: Point): string | undefined {
  const reach = SNAP_PX / camera.get().zoom;
  for (const [dx, dy] of [
    [0, 0],
    [reach, 0],
    [-reach, 0],
    [0, reach],
    [0, -reach],
  ] as const) {
    const hit = scene.index.hitTest({ x: at.x + dx, y: at.y + dy });
    if (hit?.kind === 'step') return hit.id;
  }
  return undefined;
}

/** Ties the free end to a step; does nothing where that is refused. */
export function finishConnection(store: EditorStore, start: ConnectStart, other: string): boolean {
  const state = store.getState();
  if (findConnectFault(state, start, other) !== undefined) return false;
  const connection = toConnection(start, other);
  const { port } = connection;
  const key = toEdgeKey(port === undefined ? { from: connection.from, to: connection.to } : { ...connection, port });
  const select = { ...EMPTY_SELECTION, edges: new Set([key]) };
  if (start.replaces === undefined) state.apply(text.connectSteps, connect(connection, state.blocks), { select });
  else state.apply(text.reconnectEdge, reconnect(start.replaces, connection, state.blocks), { select });
  return true;
}

/** Draws a connection from a port, or leads the end of an edge elsewhere. Dropped on empty ground it asks for a step to put there. */
export function drawConnection(store: EditorStore, start: ConnectStart): Gesture {
  const { camera } = store.getState();
  const stop = () => store.getState().patchView({ connect: undefined });
  const find = (point: Point) => {
    const state = store.getState();
    const at = fromWindow(camera, point);
    const near = findStepNear(state, at);
    return { at, over: near === start.stepId ? undefined : near };
  };
  return {
    scrolls: true,
    move: (point) => store.getState().patchView({ connect: { start, ...find(point) } }),
    end(point) {
      const { at, over } = find(point);
      stop();
      if (over !== undefined) finishConnection(store, start, over);
      else if (start.replaces === undefined)
        store.getState().patchView({ picker: { screen: point, placement: toPlacement(start, at) } });
    },
    cancel: stop,
  };
}

function toPlacement({ stepId, port, end }: ConnectStart, at: Point): Placement {
  return end === 'to'
    ? { kind: 'after', stepId, port, at: { x: at.x, y: at.y - 36 } }
    : { kind: 'before', stepId, at: { x: at.x - 240, y: at.y - 36 } };
}

/** Where a connection from a port begins; the port is named only when the step has several. */
export function toConnectStart(
  state: EditorState,
  stepId: string,
  port: string,
  ports: readonly string[],
): ConnectStart | undefined {
  if (findStep(state.workflow, stepId) === undefined) return undefined;
  return { stepId, port: ports.length > 1 ? port : undefined, end: 'to' };
}
