import { isFrame } from '../../model/anchors.ts';
import { contains } from '../../model/boxes.ts';
import { canDropOnEdge } from '../../model/edits/insert-on-edge.ts';
import { findStep } from '../../model/find-step.ts';
import type { Point, ScopeId } from '../../model/types.ts';
import type { EditorState } from '../../store/editor-store.ts';
import type { DropTarget } from '../../store/view-state.ts';

/** How near, on the screen, a card must be to an edge to be put on it. */
const EDGE_PX = 20;

type Searched = Pick<EditorState, 'workflow' | 'scene' | 'camera'>;

/** The innermost open loop at a point of the document, leaving out what is being moved. */
export function findBodyAt({ workflow, scene }: Searched, at: Point, moved: ReadonlySet<string>): ScopeId {
  let found: ScopeId;
  let area = Number.POSITIVE_INFINITY;
  for (const { kind, id } of scene.index.query({ ...at, width: 0, height: 0 })) {
    const box = kind === 'step' ? scene.geometry.steps.get(id) : undefined;
    if (box === undefined || moved.has(id) || !contains(box, at) || box.width * box.height >= area) continue;
    const step = findStep(workflow, id)?.step;
    if (step === undefined || !isFrame(step)) continue;
    found = id;
    area = box.width * box.height;
  }
  return found;
}

/** What a new block would do when it is dropped at a point. */
export function findPlacingTarget(state: Searched, at: Point, isTrigger: boolean): DropTarget {
  if (isTrigger) return { kind: 'root' };
  const key = state.scene.index.nearestEdge(at, EDGE_PX / state.camera.get().zoom);
  if (key !== undefined) return { kind: 'edge', key };
  const stepId = findBodyAt(state, at, new Set());
  return stepId === undefined ? { kind: 'root' } : { kind: 'body', stepId };
}

/** What dropping dragged steps here would do besides moving them; `undefined` for nothing. */
export function findDropTarget(
  state: Searched,
  {
    at,
    middle,
    chosen,
    scopeId,
    moved,
  }: {
    /** The pointer, in the document. */
    readonly at: Point;
    /** Middle of the step under the pointer as it is dragged. */
    readonly middle: Point;
    /** The steps that were chosen, without what is inside of them; all of one scope. */
    readonly chosen: readonly string[];
    readonly scopeId: ScopeId;
    readonly moved: ReadonlySet<string>;
  },
): DropTarget | undefined {
  const body = findBodyAt(state, at, moved);
  if (body !== scopeId) return body === undefined ? { kind: 'root' } : { kind: 'body', stepId: body };
  const [only] = chosen;
  if (chosen.length !== 1 || only === undefined) return undefined;
  const key = state.scene.index.nearestEdge(middle, EDGE_PX / state.camera.get().zoom);
  return key !== undefined && canDropOnEdge(state.workflow, key, only) ? { kind: 'edge', key } : undefined;
}
