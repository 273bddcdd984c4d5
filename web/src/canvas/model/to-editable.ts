import type { Step, Workflow } from '#contract/workflow.ts';
import { createBlankWorkflow } from './blank-workflow.ts';
import {
  Collector,
  type Dropped,
  isLoose,
  jsonRecord,
  listOf,
  outputRecord,
  type Read,
  text,
} from './sound/collector.ts';
import { type Reading, readScope, readStep } from './sound/read-graph.ts';
import { readGroup, readInput, readNote, readSettings } from './sound/read-marks.ts';

/** What a document became, and what could not be kept of it. */
export interface Editable {
  readonly workflow: Workflow;
  /** At most 200 are listed. */
  readonly dropped: readonly Dropped[];
  /** How many there were. */
  readonly droppedCount: number;
}

const WORKFLOW_ID = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const MAX_MARKS = 10_000;

type Rest = Omit<Workflow, 'flowright' | 'steps' | 'edges' | 'id' | 'name'>;

const READ: { readonly [K in keyof Rest]-?: Read<Exclude<Rest[K], undefined>> } = {
  $schema: text(0, 2_000),
  description: text(0, 50_000),
  tags: listOf(text(1, 100), 100),
  inputs: listOf(readInput, MAX_MARKS),
  outputs: outputRecord,
  variables: jsonRecord,
  settings: readSettings,
  notes: listOf(readNote, MAX_MARKS),
  groups: listOf(readGroup, MAX_MARKS),
};

/** The first of those with the same id. */
function once<T extends { readonly id: string }>(items: readonly T[], what: string, collector: Collector): T[] {
  const ids = new Set<string>();
  return items.filter((item, at) => {
    if (ids.size < ids.add(item.id).size) return true;
    collector.drop(`/${what}/${at}`, `There is already one called ${item.id}.`);
    return false;
  });
}

/**
 * Any value, such as a draft, as a workflow that can be edited: every list and key sound by shape, ids once, edges between steps that are
 * there and without circles. Whether it could run is for the validator to say. `id` and `name` are used where the value has none.
 */
export function toEditable(value: unknown, given: { readonly id?: string; readonly name?: string } = {}): Editable {
  const collector = new Collector();
  const reading: Reading = { ids: new Set(), collector };
  if (!isLoose(value)) {
    collector.drop('', 'It is no workflow.');
    return { ...result(createBlankWorkflow(given.id ?? 'untitled', given.name), collector) };
  }
  const id = value.id === undefined ? undefined : text(1, 100, WORKFLOW_ID)(value.id, '/id', collector);
  const name = value.name === undefined ? undefined : text(1, 200)(value.name, '/name', collector);
  if (value.flowright !== undefined && value.flowright !== 1)
    collector.drop('/flowright', 'It is another version of the format.');
  const { steps, edges } = readScope(value, '', reading);
  const rest: Partial<Rest> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined || ['flowright', 'id', 'name', 'steps', 'edges'].includes(key)) continue;
    const read: Read<unknown> | undefined = Object.hasOwn(READ, key) ? Reflect.get(READ, key) : undefined;
    if (read === undefined) collector.drop(`/${key}`, 'A workflow has no such key.');
    else {
      const kept = read(item, `/${key}`, collector);
      if (kept !== undefined) Reflect.set(rest, key, kept);
    }
  }
  const { inputs = [], notes, groups, ...others } = rest;
  const workflow: Workflow = {
    ...createBlankWorkflow(id ?? given.id ?? 'untitled', name ?? given.name),
    ...others,
    inputs: once(inputs, 'inputs', collector),
    steps,
    edges,
    ...(notes === undefined ? {} : { notes: once(notes, 'notes', collector) }),
    ...(groups === undefined ? {} : { groups: once(toMembers(groups, reading.ids), 'groups', collector) }),
  };
  return result(workflow, collector);
}

/** Groups hold steps that are there, once each. */
function toMembers(groups: NonNullable<Workflow['groups']>, ids: ReadonlySet<string>): NonNullable<Workflow['groups']> {
  return groups.map((group) => ({ ...group, steps: [...new Set(group.steps)].filter((id) => ids.has(id)) }));
}

function result(workflow: Workflow, { dropped, count }: Collector): Editable {
  return { workflow, dropped, droppedCount: count };
}

/** A value as one step with all inside; `taken` are ids it may not use. */
export function toEditableStep(
  value: unknown,
  taken: Iterable<string> = [],
): { readonly step: Step | undefined; readonly dropped: readonly Dropped[] } {
  const collector = new Collector();
  const step = readStep(value, '', { ids: new Set(taken), collector });
  return { step, dropped: collector.dropped };
}
