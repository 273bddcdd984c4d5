import type { JsonValue } from '#contract/json.ts';
import type { Step, Workflow } from '#contract/workflow.ts';
import { listReached } from './edge-index.ts';
import { findScope, findStep } from './find-step.ts';
import {
  itemOf,
  plainShape,
  type Shape,
  type ShapeOrigin,
  type ShapeType,
  shapeAt,
  shapeOfEntries,
  shapeOfSample,
  shapeOfSchema,
  shapeTypeOf,
} from './references/shape.ts';
import { shapeOfBlock, shapeOfStep, shapeOfTemplate } from './references/step-shape.ts';
import type { Blocks, ScopeId } from './types.ts';

/** The field whose expressions are meant. */
export type ReferencePlace =
  /** An input or the output mapping of a step, or what one round of a loop gives. */
  | { readonly kind: 'input' | 'output' | 'body-output'; readonly stepId: string }
  /** What the workflow answers. */
  | { readonly kind: 'outputs' };

/** What is known beyond the document. Samples come from the last run. */
export interface ReferenceSources {
  readonly blocks: Blocks;
  /** What a step gave. */
  readonly sampleOf?: (stepId: string) => JsonValue | undefined;
  /** One item of a loop. */
  readonly itemOf?: (loopId: string) => JsonValue | undefined;
  readonly input?: JsonValue | undefined;
  readonly trigger?: JsonValue | undefined;
  /** What the block of the place itself gave, before its mapping. */
  readonly ownSample?: JsonValue | undefined;
  /** Names of secrets, which only inputs may use. */
  readonly secrets?: readonly string[];
}

/** A name that can be used, and what is below it. */
export interface ReferenceNode {
  readonly name: string;
  /** What to write for it, from the root: `fetch_orders.body.orders`, ``fetch.`odd key` ``. */
  readonly expression: string;
  readonly kind: 'step' | 'own' | 'input' | 'vars' | 'run' | 'trigger' | 'item' | 'index' | 'secrets' | 'field';
  readonly type: ShapeType;
  readonly origin: ShapeOrigin;
  /** A label or description for people. */
  readonly detail?: string | undefined;
  readonly sample?: JsonValue | undefined;
  /** Worked out when asked for. */
  children(): readonly ReferenceNode[];
}

type Named = readonly [name: string, shape: Shape, kind: ReferenceNode['kind']];

const PLAIN_NAME = /^[A-Za-z_]\w*$/;
const WORDS = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function']);

/** A name as expressions write it; `undefined` for the few that cannot be written. */
export function quoteName(name: string): string | undefined {
  if (PLAIN_NAME.test(name) && !WORDS.has(name)) return name;
  return name === '' || name.includes('`') ? undefined : `\`${name}\``;
}

function toNode(name: string, shape: Shape, kind: ReferenceNode['kind'], before: string): ReferenceNode | undefined {
  const quoted = quoteName(name);
  if (quoted === undefined) return undefined;
  const expression = before === '' ? quoted : `${before}.${quoted}`;
  let below: readonly ReferenceNode[] | undefined;
  return {
    name,
    expression,
    kind,
    type: shape.type,
    origin: shape.origin,
    detail: shape.detail,
    sample: shape.sample,
    children() {
      below ??= shape.entries().flatMap(([key, inner]) => toNode(key, inner, 'field', expression) ?? []);
      return below;
    },
  };
}

function shapeOfInputs({ inputs }: Workflow, sample: JsonValue | undefined): Shape {
  const given = sample === undefined ? undefined : shapeOfSample(sample);
  const entries = (): readonly (readonly [string, Shape])[] => {
    const declared = inputs.map((input) => {
      const detail = input.description ?? input.label;
      const real = shapeAt(given, [input.id]);
      if (real !== undefined) return [input.id, { ...real, detail }] as const;
      const known = input.schema === undefined ? undefined : shapeOfSchema(input.schema, detail);
      const type = shapeTypeOf(input.type);
      const shape = known ?? plainShape(type, 'schema', detail);
      return [input.id, input.default === undefined ? shape : { ...shape, sample: input.default, type }] as const;
    });
    const others = given?.entries().filter(([name]) => !inputs.some(({ id }) => id === name)) ?? [];
    // A workflow that declares inputs takes no others.
    return inputs.length > 0 ? declared : others;
  };
  const whole = shapeOfEntries(entries, given === undefined ? 'schema' : 'sample', undefined);
  return sample === undefined ? whole : { ...whole, sample };
}

const RUN: Shape = shapeOfEntries(
  () => [
    ['id', plainShape('text', 'known')],
    ['workflowId', plainShape('text', 'known')],
    ['version', plainShape('number', 'known')],
  ],
  'known',
);

const TRIGGER: Shape = shapeOfEntries(() => [['kind', plainShape('text', 'known')]], 'known');

/**
 * The names a field may use, nearest first: for an output mapping the block's own outputs; inside loops `item` and `index`; the steps that
 * come before, in its body and around its loops; `input`, `vars`, `trigger`, `run`; for inputs `secrets`. O(steps before it).
 */
export function listReferences(
  workflow: Workflow,
  place: ReferencePlace,
  sources: ReferenceSources,
): readonly ReferenceNode[] {
  const named = new Map<string, Named>();
  const add = (entry: Named) => {
    if (!named.has(entry[0])) named.set(entry[0], entry);
  };
  const step = place.kind === 'outputs' ? undefined : findStep(workflow, place.stepId)?.step;
  if (place.kind === 'output' && step !== undefined) {
    const own = sources.ownSample === undefined ? shapeOfBlock(step, sources.blocks) : shapeOfSample(sources.ownSample);
    for (const [name, shape] of own?.entries() ?? []) add([name, shape, 'own']);
  }
  for (const entry of listScoped(workflow, place, sources)) add(entry);
  add(['input', shapeOfInputs(workflow, sources.input), 'input']);
  add(['vars', shapeOfSample(workflow.variables ?? {}, undefined, 'schema'), 'vars']);
  add(['trigger', sources.trigger === undefined ? TRIGGER : shapeOfSample(sources.trigger), 'trigger']);
  add(['run', RUN, 'run']);
  const { secrets = [] } = sources;
  if (place.kind === 'input' && secrets.length > 0) {
    const entries = () => secrets.map((name) => [name, plainShape('text', 'known')] as const);
    add(['secrets', shapeOfEntries(entries, 'known'), 'secrets']);
  }
  return [...named.values()].flatMap(([name, shape, kind]) => toNode(name, shape, kind, '') ?? []);
}

/** Steps and loop names a place sees, innermost scope first. */
function* listScoped(workflow: Workflow, place: ReferencePlace, sources: ReferenceSources): Generator<Named> {
  const { blocks, sampleOf } = sources;
  const shapeOf = (step: Step) => shapeOfStep(step, blocks, sampleOf?.(step.id));
  let scopeId: ScopeId;
  // The step in the scope whose predecessors are seen; without one, all steps are.
  let before: string | undefined;
  if (place.kind === 'body-output') scopeId = place.stepId;
  else if (place.kind !== 'outputs') {
    scopeId = findStep(workflow, place.stepId)?.scopeId;
    before = place.stepId;
  }
  for (;;) {
    const scope = findScope(workflow, scopeId);
    if (scope === undefined) return;
    const ids = before === undefined ? scope.steps.map(({ id }) => id) : listReached(scope.edges, before, 'to');
    for (const id of ids) {
      const found = findStep(workflow, id)?.step;
      if (found !== undefined && id !== before) yield [id, shapeOf(found), 'step'];
    }
    if (scopeId === undefined) return;
    yield* listLoopNames(workflow, scopeId, sources);
    before = scopeId;
    scopeId = findStep(workflow, scopeId)?.scopeId;
  }
}

function* listLoopNames(workflow: Workflow, loopId: string, sources: ReferenceSources): Generator<Named> {
  const loop = findStep(workflow, loopId)?.step;
  const sample = sources.itemOf?.(loopId);
  const items = loop?.input?.items;
  if (sample !== undefined) yield ['item', shapeOfSample(sample), 'item'];
  else if (items !== undefined) {
    const place: ReferencePlace = { kind: 'input', stepId: loopId };
    const resolve = (path: readonly string[]) => resolvePath(workflow, place, sources, path);
    yield ['item', itemOf(shapeOfTemplate(items, resolve)), 'item'];
  }
  yield ['index', plainShape('number', 'known'), 'index'];
}

/** What a plain path means at a place. */
function resolvePath(
  workflow: Workflow,
  place: ReferencePlace,
  sources: ReferenceSources,
  path: readonly string[],
): Shape | undefined {
  const node = findReference(listReferences(workflow, place, sources), path);
  if (node === undefined) return undefined;
  return toShape(node);
}

function toShape(node: ReferenceNode): Shape {
  const { type, origin, detail, sample } = node;
  return {
    type,
    origin,
    detail,
    sample,
    entries: () => node.children().map((child) => [child.name, toShape(child)] as const),
  };
}

/** The node a path of names leads to. */
export function findReference(nodes: readonly ReferenceNode[], path: readonly string[]): ReferenceNode | undefined {
  let found: ReferenceNode | undefined;
  let list = nodes;
  for (const name of path) {
    found = list.find((node) => node.name === name);
    if (found === undefined) return undefined;
    list = found.children();
  }
  return found;
}
