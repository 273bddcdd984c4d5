import type { Edge, Step, Workflow } from '#contract/workflow.ts';
import { toEdgeKey } from './edge-key.ts';
import { findStep, listScopes } from './find-step.ts';
import type { Geometry } from './geometry.ts';
import { listPorts } from './ports.ts';
import { FRAME_HEADER } from './sizes.ts';
import type { Blocks, Box, Point } from './types.ts';

/** An edge as it is drawn: a curve from a port to the left side of a step. */
export interface Curve {
  readonly key: string;
  readonly edge: Edge;
  readonly from: Point;
  readonly to: Point;
}

/** Height on a box where edges come in and leave; on a frame in its header, beside the title. */
function middleOf(box: Box, isFrame: boolean): number {
  return box.y + (isFrame ? FRAME_HEADER / 2 : box.height / 2);
}

/** Where edges enter a step. */
export function inputAnchor(box: Box, isFrame = false): Point {
  return { x: box.x, y: middleOf(box, isFrame) };
}

/** Where a port is, the ports of a card spread evenly over its right side. */
export function outputAnchor(box: Box, ports: readonly string[], port: string | undefined, isFrame = false): Point {
  const x = box.x + box.width;
  if (ports.length <= 1) return { x, y: middleOf(box, isFrame) };
  // A port that is gone keeps its edge: it leaves where the default one does.
  const at = Math.max(0, port === undefined ? 0 : ports.indexOf(port));
  const height = isFrame ? FRAME_HEADER : box.height;
  return { x, y: box.y + (height * (at + 1)) / (ports.length + 1) };
}

/** Whether a step is drawn as a frame with its body inside. */
export function isFrame(step: Step, collapsed?: ReadonlySet<string>): boolean {
  if (step.body === undefined) return false;
  return collapsed === undefined ? step.collapsed !== true : !collapsed.has(step.id);
}

/** Every port of a step with its place. */
export function listAnchors(
  step: Step,
  box: Box,
  { blocks, collapsed }: { readonly blocks: Blocks; readonly collapsed?: ReadonlySet<string> },
): { readonly input: Point; readonly outputs: readonly { readonly port: string; readonly at: Point }[] } {
  const ports = listPorts(step, blocks);
  const frame = isFrame(step, collapsed);
  return {
    input: inputAnchor(box, frame),
    outputs: ports.map((port) => ({ port, at: outputAnchor(box, ports, port, frame) })),
  };
}

interface Known {
  readonly from: Box;
  readonly to: Box;
  /** The step it leaves, when ports are looked at. */
  readonly step: Step | undefined;
  readonly curve: Curve;
}

/** Where an end of an edge is drawn. */
interface End {
  readonly box: Box;
  readonly name: string;
  readonly isShown: boolean;
}

const curves = new WeakMap<Edge, Known>();
const NONE: readonly string[] = [];

/** The box an end is drawn at: its own, or that of what stands for it. */
function findEnd({ steps, groups, standIns }: Geometry, id: string): End | undefined {
  const own = steps.get(id);
  if (own !== undefined) return { box: own, name: id, isShown: true };
  const standIn = standIns.get(id);
  if (standIn === undefined) return undefined;
  const box = (standIn.kind === 'step' ? steps : groups).get(standIn.id);
  return box === undefined ? undefined : { box, name: `${standIn.kind}:${standIn.id}`, isShown: false };
}

/**
 * The curves of all edges that are shown, by key; an edge to something folded away goes to what stands for it, and one that stays inside
 * is left out. The same curve, as an object, while its ends stay. O(edges), most of it comparing.
 */
export function listCurves(
  workflow: Workflow,
  geometry: Geometry,
  { blocks, collapsed }: { readonly blocks?: Blocks; readonly collapsed?: ReadonlySet<string> } = {},
): ReadonlyMap<string, Curve> {
  const shown = new Map<string, Curve>();
  const stepOf = (id: string) => findStep(workflow, id)?.step;

  function draw(edge: Edge, step: Step | undefined): Curve | undefined {
    const from = findEnd(geometry, edge.from);
    const to = findEnd(geometry, edge.to);
    if (from === undefined || to === undefined || from.name === to.name) return undefined;
    const ports = step === undefined || blocks === undefined || !from.isShown ? NONE : listPorts(step, blocks);
    const isFrameAt = ({ isShown, name }: End) => {
      const shownStep = isShown ? stepOf(name) : undefined;
      return shownStep !== undefined && isFrame(shownStep, collapsed);
    };
    const curve: Curve = {
      key: toEdgeKey(edge),
      edge,
      from: outputAnchor(from.box, ports, edge.port, isFrameAt(from)),
      to: inputAnchor(to.box, isFrameAt(to)),
    };
    curves.set(edge, { from: from.box, to: to.box, step, curve });
    return curve;
  }

  for (const scope of listScopes(workflow)) {
    for (const edge of scope.edges) {
      const step = blocks === undefined ? undefined : stepOf(edge.from);
      const before = curves.get(edge);
      // A frame and a card are never the same size, so that the boxes tell folding too.
      const isSame =
        before !== undefined &&
        before.step === step &&
        before.from === geometry.steps.get(edge.from) &&
        before.to === geometry.steps.get(edge.to);
      const curve = isSame ? before.curve : draw(edge, step);
      if (curve !== undefined) shown.set(curve.key, curve);
    }
  }
  return shown;
}

/** The two control points of the cubic curve; it leaves and enters level. */
export function controlPoints({ from, to }: Pick<Curve, 'from' | 'to'>): readonly [Point, Point] {
  const distance = to.x - from.x;
  const pull = distance >= 0 ? Math.max(24, distance / 2) : Math.max(48, Math.min(240, -distance / 2));
  return [
    { x: from.x + pull, y: from.y },
    { x: to.x - pull, y: to.y },
  ];
}

/** The curve as text for an SVG path. */
export function toPath(curve: Pick<Curve, 'from' | 'to'>): string {
  const [one, two] = controlPoints(curve);
  const { from, to } = curve;
  return `M${from.x},${from.y} C${one.x},${one.y} ${two.x},${two.y} ${to.x},${to.y}`;
}

/** Points along the curve, both ends included. */
export function samplePoints(curve: Pick<Curve, 'from' | 'to'>, count = 16): readonly Point[] {
  const [one, two] = controlPoints(curve);
  const { from, to } = curve;
  return Array.from({ length: count + 1 }, (_, step) => {
    const t = step / count;
    const u = 1 - t;
    const a = u * u * u;
    const b = 3 * u * u * t;
    const c = 3 * u * t * t;
    const d = t * t * t;
    return { x: a * from.x + b * one.x + c * two.x + d * to.x, y: a * from.y + b * one.y + c * two.y + d * to.y };
  });
}
