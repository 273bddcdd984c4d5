import type { Edge, Step, Workflow } from '#contract/workflow.ts';
import { indexEdges as indexScopeEdges } from './edge-index.ts';
import { toEdgeKey } from './edge-key.ts';
import { findScope, hasStep, listScopes, listSteps } from './find-step.ts';
import { isSameJson } from './same-json.ts';
import type { CanvasOverlay, EdgeMark, ScopeId, StepMark } from './types.ts';

/** A field that is not as it was; absent is `undefined`. */
export interface FieldDiff {
  /** Names from the step or the workflow down: `['input', 'url']`, `['process', 'retry', 'maxAttempts']`, `['settings', 'priority']`. */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/** What became of one step. */
export interface StepDiff {
  readonly id: string;
  /** `moved`: nothing but its place, on the canvas or in which body. */
  readonly change: 'added' | 'removed' | 'changed' | 'moved';
  readonly fields: readonly FieldDiff[];
  readonly isMoved: boolean;
  /** Loops it was and is in, when they differ. */
  readonly scopes?: { readonly before: ScopeId; readonly after: ScopeId };
  readonly before: Step | undefined;
  readonly after: Step | undefined;
}

/** What is different between two documents. */
export interface WorkflowDiff {
  /** Steps that are different, by id. */
  readonly steps: ReadonlyMap<string, StepDiff>;
  /** Edges by key. */
  readonly edges: ReadonlyMap<string, { readonly change: 'added' | 'removed'; readonly edge: Edge }>;
  /** Everything else: `['name']`, `['inputs', id, 'type']`, `['notes', id, 'text']`… */
  readonly fields: readonly FieldDiff[];
  readonly isEmpty: boolean;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function* diffValue(before: unknown, after: unknown, path: readonly string[]): Generator<FieldDiff> {
  if (isSameJson(before, after)) return;
  if (!isRecord(before) || !isRecord(after)) {
    yield { path, before, after };
    return;
  }
  const own = (record: Readonly<Record<string, unknown>>, key: string) =>
    Object.hasOwn(record, key) ? record[key] : undefined;
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
    yield* diffValue(own(before, key), own(after, key), [...path, key]);
}

/** A step as far as it says what is done; the rest is where it stands. */
function toFields({ name, input, process, output, body }: Step): Readonly<Record<string, unknown>> {
  return {
    name,
    input: input ?? {},
    process,
    output,
    ...(body === undefined ? {} : { body: body.output === undefined ? {} : { output: body.output } }),
  };
}

function indexSteps(workflow: Workflow): ReadonlyMap<string, { readonly step: Step; readonly scopeId: ScopeId }> {
  return new Map(listSteps(workflow).map(({ step, scopeId }) => [step.id, { step, scopeId }]));
}

function indexEdges(workflow: Workflow): ReadonlyMap<string, Edge> {
  return new Map(listScopes(workflow).flatMap(({ edges }) => [...indexScopeEdges(edges).byKey]));
}

/** A document without its graph, lists as records by id. */
function toRest({ steps: _, edges: __, ...rest }: Workflow): Readonly<Record<string, unknown>> {
  const byId = (list: readonly { readonly id: string }[] | undefined) =>
    Object.fromEntries((list ?? []).map((item) => [item.id, item]));
  return { ...rest, inputs: byId(rest.inputs), notes: byId(rest.notes), groups: byId(rest.groups) };
}

/** What is different between two documents. O(steps + edges); steps that are the same object cost nothing. */
export function diffWorkflows(before: Workflow, after: Workflow): WorkflowDiff {
  const [old, now] = [indexSteps(before), indexSteps(after)];
  const steps = new Map<string, StepDiff>();
  const without = { fields: [], isMoved: false };
  for (const [id, { step }] of old)
    if (!now.has(id)) steps.set(id, { id, change: 'removed', ...without, before: step, after: undefined });
  for (const [id, { step, scopeId }] of now) {
    const earlier = old.get(id);
    if (earlier === undefined) {
      steps.set(id, { id, change: 'added', ...without, before: undefined, after: step });
      continue;
    }
    if (earlier.step === step && earlier.scopeId === scopeId) continue;
    const fields = [...diffValue(toFields(earlier.step), toFields(step), [])];
    const isElsewhere = earlier.scopeId !== scopeId;
    const isMoved = isElsewhere || !isSameJson(earlier.step.position, step.position);
    if (fields.length === 0 && !isMoved) continue;
    const change = fields.length > 0 ? 'changed' : 'moved';
    const scopes = isElsewhere ? { scopes: { before: earlier.scopeId, after: scopeId } } : {};
    steps.set(id, { id, change, fields, isMoved, ...scopes, before: earlier.step, after: step });
  }
  const edges = new Map<string, { readonly change: 'added' | 'removed'; readonly edge: Edge }>();
  const [oldEdges, nowEdges] = [indexEdges(before), indexEdges(after)];
  for (const [key, edge] of oldEdges) if (!nowEdges.has(key)) edges.set(key, { change: 'removed', edge });
  for (const [key, edge] of nowEdges) if (!oldEdges.has(key)) edges.set(key, { change: 'added', edge });
  const fields = [...diffValue(toRest(before), toRest(after), [])];
  return { steps, edges, fields, isEmpty: steps.size === 0 && edges.size === 0 && fields.length === 0 };
}

/**
 * Both documents in one, to be drawn: the newer one, with the steps and edges that are gone where they were. Only to look at: removed
 * edges may close circles.
 */
export function unionWorkflow(before: Workflow, after: Workflow): Workflow {
  function unionScope(scopeId: ScopeId, newer: readonly Step[], newerEdges: readonly Edge[]) {
    const older = findScope(before, scopeId);
    const kept = newer.map(unionStep);
    const gone = (older?.steps ?? []).filter(({ id }) => !hasStep(after, id)).map(unionStep);
    const steps = [...kept, ...gone];
    const here = new Set(steps.map(({ id }) => id));
    const keys = new Set(newerEdges.map(toEdgeKey));
    const goneEdges = (older?.edges ?? []).filter(
      (edge) => !keys.has(toEdgeKey(edge)) && here.has(edge.from) && here.has(edge.to),
    );
    return { steps, edges: [...newerEdges, ...goneEdges] };
  }

  function unionStep(step: Step): Step {
    const hadBody = findScope(before, step.id) !== undefined;
    if (step.body === undefined && !hadBody) return step;
    // Of a removed loop, what went elsewhere is drawn there.
    const isGone = !hasStep(after, step.id);
    const { steps = [], edges = [] } = isGone ? {} : (step.body ?? {});
    return { ...step, body: { ...step.body, ...unionScope(step.id, steps, edges) } };
  }

  return { ...after, ...unionScope(undefined, after.steps, after.edges) };
}

/** A difference as the canvas shows it, over the union of both documents. */
export function toDiffOverlay({ steps, edges }: WorkflowDiff): CanvasOverlay {
  const stepMarks = new Map<string, StepMark>([...steps].map(([id, { change }]) => [id, { change }]));
  const edgeMarks = new Map<string, EdgeMark>([...edges].map(([key, { change }]) => [key, { change }]));
  return { steps: stepMarks, edges: edgeMarks };
}
