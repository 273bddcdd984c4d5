import { MAX_STEPS } from '#contract/max-steps.ts';
import type { Edge, Step, StepProcess } from '#contract/workflow.ts';
import { toEdgeKey } from '../edge-key.ts';
import { hasCycle } from '../merge-edges.ts';
import { RESERVED_NAMES } from '../unique-id.ts';
import {
  below,
  bool,
  type Collector,
  isLoose,
  json,
  jsonRecord,
  type Loose,
  oneOf,
  outputRecord,
  record,
  text,
} from './collector.ts';
import { readDuration, readOnUncertain, readPosition, readRetry, readStepId } from './read-marks.ts';

const MAX_DEPTH = 10;

const readProcess = record<StepProcess>(
  {
    block: text(1, 300),
    description: text(0, 10_000),
    retry: readRetry,
    timeoutMs: readDuration,
    onError: oneOf('fail', 'continue', 'branch'),
    onUncertain: readOnUncertain,
    join: oneOf('all', 'any'),
    disabled: bool,
  },
  ['block'],
);

const readFields = record<Omit<Step, 'body'>>(
  {
    id: readStepId,
    name: text(0, 200),
    position: readPosition,
    input: jsonRecord,
    process: readProcess,
    output: outputRecord,
    collapsed: bool,
  },
  ['id', 'process'],
);

const readEdge = record<Edge>({ from: readStepId, to: readStepId, port: text(1, 100) }, ['from', 'to']);

/** What was read so far of the steps of one document. */
export interface Reading {
  readonly ids: Set<string>;
  readonly collector: Collector;
}

/** A step and its body; `undefined` when its id is taken or it is no step. */
export function readStep(value: unknown, pointer: string, reading: Reading, depth = 0): Step | undefined {
  const { ids, collector } = reading;
  if (!isLoose(value)) return collector.drop(pointer, 'It is no step.');
  const { body, ...rest } = value;
  const step = readFields(rest, pointer, collector);
  if (step === undefined) return undefined;
  if (RESERVED_NAMES.has(step.id))
    return collector.drop(below(pointer, 'id'), `${step.id} means something else in expressions.`);
  if (ids.has(step.id)) return collector.drop(below(pointer, 'id'), `There is already a step ${step.id}.`);
  if (ids.size >= MAX_STEPS) return collector.drop(pointer, `A workflow has at most ${MAX_STEPS} steps.`);
  ids.add(step.id);
  if (body === undefined) return step;
  const inside = below(pointer, 'body');
  if (!isLoose(body)) {
    collector.drop(inside, 'It is no object.');
    return step;
  }
  if (depth >= MAX_DEPTH) {
    collector.drop(inside, `Bodies are nested at most ${MAX_DEPTH} levels deep.`);
    return step;
  }
  const { steps, edges } = readScope(body, inside, reading, depth + 1);
  for (const key of Object.keys(body))
    if (key !== 'steps' && key !== 'edges' && key !== 'output')
      collector.drop(below(inside, key), 'A workflow has no such key here.');
  const output = body.output === undefined ? undefined : json(body.output, below(inside, 'output'), collector);
  return { ...step, body: { steps, edges, ...(output === undefined ? {} : { output }) } };
}

/** The steps of a workflow or a body, and the edges that can be kept: between its steps, once each, without circles. */
export function readScope(
  holder: Loose,
  pointer: string,
  reading: Reading,
  depth = 0,
): { readonly steps: Step[]; readonly edges: Edge[] } {
  const { collector } = reading;
  const steps = readList(holder.steps, below(pointer, 'steps'), collector, (item, at) =>
    readStep(item, at, reading, depth),
  );
  const here = new Set(steps.map(({ id }) => id));
  const keys = new Set<string>();
  const edges = readList(holder.edges, below(pointer, 'edges'), collector, (item, at) => {
    const edge = readEdge(item, at, collector);
    if (edge === undefined) return undefined;
    const stranger = [edge.from, edge.to].find((id) => !here.has(id));
    if (stranger !== undefined) return collector.drop(at, `It joins ${stranger}, which is not here.`);
    if (edge.from === edge.to) return collector.drop(at, `It leads from ${edge.from} to itself.`);
    if (keys.has(toEdgeKey(edge))) return collector.drop(at, 'It is there twice.');
    keys.add(toEdgeKey(edge));
    return edge;
  });
  return { steps, edges: hasCycle(edges) ? withoutCycles(edges, below(pointer, 'edges'), collector) : edges };
}

function readList<T>(
  value: unknown,
  pointer: string,
  collector: Collector,
  read: (item: unknown, pointer: string) => T | undefined,
): T[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    collector.drop(pointer, 'It is no list.');
    return [];
  }
  return value.flatMap((item, at) => read(item, below(pointer, at)) ?? []);
}

/** Leaves out the edges that lead back to a step still being followed, so that what stays has no circle. O(steps + edges). */
function withoutCycles(edges: readonly Edge[], pointer: string, collector: Collector): Edge[] {
  const leaving = new Map<string, Edge[]>();
  for (const edge of edges) leaving.set(edge.from, [...(leaving.get(edge.from) ?? []), edge]);
  const state = new Map<string, 'open' | 'done'>();
  const back = new Set<Edge>();
  for (const start of leaving.keys()) {
    const path: { readonly id: string; next: number }[] = state.has(start) ? [] : [{ id: start, next: 0 }];
    state.set(start, state.get(start) ?? 'open');
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = leaving.get(top.id)?.[top.next++];
      if (edge === undefined) {
        state.set(top.id, 'done');
        path.pop();
      } else if (state.get(edge.to) === 'open') {
        back.add(edge);
        collector.drop(pointer, `The edge ${edge.from} → ${edge.to} closes a circle.`);
      } else if (!state.has(edge.to)) {
        state.set(edge.to, 'open');
        path.push({ id: edge.to, next: 0 });
      }
    }
  }
  return edges.filter((edge) => !back.has(edge));
}
