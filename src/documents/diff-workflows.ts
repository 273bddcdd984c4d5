import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '#contract/json.ts';
import type { Edge, Step, Workflow } from '#contract/workflow.ts';

/** A difference between two versions of a workflow. */
export interface WorkflowChange {
  /** `moved`: the step stands elsewhere, on the canvas or in another body. */
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  readonly what: 'step' | 'edge' | 'input' | 'output' | 'variable' | 'setting' | 'note' | 'group' | 'workflow';
  /** Name of what changed: a step's id, an edge as `a → b`, a key. */
  readonly name: string;
  readonly stepId?: string;
  /** JSON pointer into the newer version; into the older one when removed. */
  readonly pointer: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

interface PlacedStep {
  readonly step: Step;
  readonly pointer: string;
  /** Id of the loop step around it; empty at the top. */
  readonly loop: string;
}

interface PlacedEdge {
  readonly edge: Edge;
  readonly pointer: string;
}

function child(pointer: string, key: string): string {
  return `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Parts of parsed documents are JSON. */
function toJson(value: unknown): JsonValue {
  return value as JsonValue;
}

/** Steps by id and edges by their ends, bodies included. */
function collect(workflow: Workflow): {
  readonly steps: Map<string, PlacedStep>;
  readonly edges: Map<string, PlacedEdge>;
} {
  const steps = new Map<string, PlacedStep>();
  const edges = new Map<string, PlacedEdge>();
  const queue: {
    readonly steps: readonly Step[];
    readonly edges: readonly Edge[];
    readonly pointer: string;
    readonly loop: string;
  }[] = [{ steps: workflow.steps, edges: workflow.edges, pointer: '', loop: '' }];
  for (const scope of queue) {
    scope.steps.forEach((step, index) => {
      const pointer = `${scope.pointer}/steps/${index}`;
      steps.set(step.id, { step, pointer, loop: scope.loop });
      if (step.body !== undefined)
        queue.push({ steps: step.body.steps, edges: step.body.edges, pointer: `${pointer}/body`, loop: step.id });
    });
    scope.edges.forEach((edge, index) => {
      const port = edge.port === undefined ? '' : ` (${edge.port})`;
      edges.set(`${edge.from}${port} → ${edge.to}`, { edge, pointer: `${scope.pointer}/edges/${index}` });
    });
  }
  return { steps, edges };
}

/** Differences of two records, key by key. */
function* diffRecords(
  what: WorkflowChange['what'],
  pointer: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  {
    stepId,
    place = (key) => child(pointer, key),
  }: { readonly stepId?: string; readonly place?: (key: string, removed: boolean) => string } = {},
): Generator<WorkflowChange> {
  const own = (record: Readonly<Record<string, unknown>>, key: string) =>
    Object.hasOwn(record, key) ? record[key] : undefined;
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const old = own(before, key);
    const now = own(after, key);
    if (isDeepStrictEqual(old, now)) continue;
    yield {
      kind: old === undefined ? 'added' : now === undefined ? 'removed' : 'changed',
      what,
      name: key,
      ...(stepId === undefined ? {} : { stepId }),
      pointer: place(key, now === undefined),
      ...(old === undefined ? {} : { before: toJson(old) }),
      ...(now === undefined ? {} : { after: toJson(now) }),
    };
  }
}

function* diffStep(before: PlacedStep, after: PlacedStep): Generator<WorkflowChange> {
  const { id } = after.step;
  if (before.loop !== after.loop) {
    yield {
      kind: 'moved',
      what: 'step',
      name: id,
      stepId: id,
      pointer: after.pointer,
      before: before.loop,
      after: after.loop,
    };
  }
  if (!isDeepStrictEqual(before.step.position, after.step.position)) {
    const places = {
      ...(before.step.position === undefined ? {} : { before: toJson(before.step.position) }),
      ...(after.step.position === undefined ? {} : { after: toJson(after.step.position) }),
    };
    yield { kind: 'moved', what: 'step', name: id, stepId: id, pointer: `${after.pointer}/position`, ...places };
  }
  for (const part of ['input', 'process', 'output'] as const) {
    yield* diffRecords('step', `${after.pointer}/${part}`, before.step[part] ?? {}, after.step[part] ?? {}, {
      stepId: id,
    });
  }
  const rest = ({ step }: PlacedStep) => ({
    ...(step.name === undefined ? {} : { name: step.name }),
    ...(step.body?.output === undefined ? {} : { 'body output': step.body.output }),
  });
  yield* diffRecords('step', after.pointer, rest(before), rest(after), { stepId: id });
}

type Listed = readonly { readonly id: string }[] | undefined;

/** Differences of two lists whose items have ids. */
function diffLists(
  what: WorkflowChange['what'],
  pointer: string,
  before: Listed,
  after: Listed,
): Generator<WorkflowChange> {
  const byId = (list: Listed) => Object.fromEntries((list ?? []).map((item) => [item.id, item]));
  const place = (key: string, removed: boolean) =>
    `${pointer}/${(removed ? before : after)?.findIndex((item) => item.id === key)}`;
  return diffRecords(what, pointer, byId(before), byId(after), { place });
}

/** What changed from one version of a workflow to another: steps and edges first, then the rest. */
export function diffWorkflows(before: Workflow, after: Workflow): readonly WorkflowChange[] {
  const old = collect(before);
  const now = collect(after);
  const changes: WorkflowChange[] = [];
  for (const [id, placed] of old.steps) {
    if (!now.steps.has(id))
      changes.push({
        kind: 'removed',
        what: 'step',
        name: id,
        stepId: id,
        pointer: placed.pointer,
        before: toJson(placed.step),
      });
  }
  for (const [id, placed] of now.steps) {
    const earlier = old.steps.get(id);
    if (earlier === undefined)
      changes.push({
        kind: 'added',
        what: 'step',
        name: id,
        stepId: id,
        pointer: placed.pointer,
        after: toJson(placed.step),
      });
    else changes.push(...diffStep(earlier, placed));
  }
  for (const [name, { edge, pointer }] of old.edges)
    if (!now.edges.has(name)) changes.push({ kind: 'removed', what: 'edge', name, pointer, before: toJson(edge) });
  for (const [name, { edge, pointer }] of now.edges)
    if (!old.edges.has(name)) changes.push({ kind: 'added', what: 'edge', name, pointer, after: toJson(edge) });
  const top = ({ name, description, tags, id }: Workflow) => ({
    id,
    name,
    ...(description === undefined ? {} : { description }),
    ...(tags === undefined ? {} : { tags }),
  });
  changes.push(
    ...diffLists('input', '/inputs', before.inputs, after.inputs),
    ...diffRecords('output', '/outputs', before.outputs ?? {}, after.outputs ?? {}),
    ...diffRecords('variable', '/variables', before.variables ?? {}, after.variables ?? {}),
    ...diffRecords('setting', '/settings', before.settings ?? {}, after.settings ?? {}),
    ...diffLists('note', '/notes', before.notes, after.notes),
    ...diffLists('group', '/groups', before.groups, after.groups),
    ...diffRecords('workflow', '', top(before), top(after)),
  );
  return changes;
}
