import type { Edge, Step, Workflow } from '#contract/workflow.ts';
import { findScope, findStep, listIdsInside, listLoopsAround } from './find-step.ts';
import { scopeOrigin } from './geometry.ts';
import { findMissingPositions } from './positions.ts';
import type { Dropped } from './sound/collector.ts';
import { toEditable } from './to-editable.ts';
import type { Point, Refusal, ScopeId, Selection } from './types.ts';

type Notes = NonNullable<Workflow['notes']>;
type Groups = NonNullable<Workflow['groups']>;

/** Steps to be pasted, with the edges between them; positions are relative to each other. */
export interface Clip {
  readonly steps: readonly Step[];
  readonly edges: readonly Edge[];
  readonly notes: Notes;
  readonly groups: Groups;
}

/** Names the format and its version in the text. */
export const CLIP_KEY = 'flowright/steps';

/** Longer texts are not even parsed. */
export const MAX_CLIP_CHARACTERS = 10_000_000;

/** What a selection holds, in absolute positions. What is inside a selected loop comes with it; `scopeId` chooses one scope only. */
export function toClip(workflow: Workflow, selection: Partial<Selection>, scopeId?: { readonly only: ScopeId }): Clip {
  const chosen = new Set(selection.steps);
  const grouped = (workflow.groups ?? []).filter(({ id }) => selection.groups?.has(id) === true);
  for (const { steps } of grouped) for (const id of steps) chosen.add(id);
  const scopes = new Set<ScopeId>();
  for (const id of chosen) {
    const found = findStep(workflow, id);
    const isCarried = listLoopsAround(workflow, id).some((loop) => chosen.has(loop.id));
    if (found !== undefined && !isCarried) scopes.add(found.scopeId);
  }
  const steps: Step[] = [];
  const edges: Edge[] = [];
  for (const id of scopes) {
    const scope = findScope(workflow, id);
    if (scope === undefined || (scopeId !== undefined && scopeId.only !== id)) continue;
    const origin = scopeOrigin(workflow, id);
    const missing = findMissingPositions(scope.steps, scope.edges);
    for (const step of scope.steps) {
      if (!chosen.has(step.id)) continue;
      const { x, y } = step.position ?? missing.get(step.id) ?? { x: 0, y: 0 };
      steps.push({ ...step, position: { x: origin.x + x, y: origin.y + y } });
    }
    for (const edge of scope.edges) if (chosen.has(edge.from) && chosen.has(edge.to)) edges.push(edge);
  }
  const copied = new Set(steps.flatMap(listIdsInside));
  return {
    steps,
    edges,
    notes: (workflow.notes ?? []).filter(({ id }) => selection.notes?.has(id) === true),
    // A group comes along when all of it does.
    groups: (workflow.groups ?? []).filter(
      (group) => group.steps.length > 0 && group.steps.every((id) => copied.has(id)),
    ),
  };
}

/** A selection as text for the clipboard, readable JSON; `undefined` when nothing that can be copied is selected. */
export function toClipText(workflow: Workflow, selection: Partial<Selection>): string | undefined {
  const { steps, edges, notes, groups } = toClip(workflow, selection);
  if (steps.length === 0 && notes.length === 0) return undefined;
  const clip = {
    [CLIP_KEY]: 1,
    steps,
    edges,
    ...(notes.length === 0 ? {} : { notes }),
    ...(groups.length === 0 ? {} : { groups }),
  };
  return JSON.stringify(clip, undefined, 2);
}

/** What reading the clipboard gives. */
export type ReadClip =
  | { readonly ok: true; readonly clip: Clip; readonly dropped: readonly Dropped[]; readonly droppedCount: number }
  | Refusal;

function refuse(message: string): Refusal {
  return { ok: false, message };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What in a value are steps: a clip, a whole workflow, a list of steps, or one step. */
function toHolder(value: unknown): object | string {
  if (Array.isArray(value)) return { steps: value };
  if (typeof value !== 'object' || value === null) return 'The clipboard holds no workflow steps.';
  const version: unknown = Reflect.get(value, CLIP_KEY);
  if (version !== undefined && version !== 1) return 'The steps were copied from a newer Flowright. Update this one.';
  const format: unknown = Reflect.get(value, 'flowright');
  if (format !== undefined && format !== 1) return 'The workflow has another version of the format.';
  if (Array.isArray(Reflect.get(value, 'steps'))) return value;
  return 'process' in value ? { steps: [value] } : 'The clipboard holds no workflow steps.';
}

/**
 * Reads steps from any text: what `toClipText` made, a workflow document, a list of steps or a step. Only what is sound is taken; when
 * nothing is, the reason is told.
 */
export function readClipText(text: string): ReadClip {
  if (text.length > MAX_CLIP_CHARACTERS) return refuse('The clipboard holds more than 10 MB of text.');
  const value = parse(text);
  if (value === undefined) return refuse('The clipboard holds no workflow steps.');
  const holder = toHolder(value);
  if (typeof holder === 'string') return refuse(holder);
  const given: Record<string, unknown> = {};
  for (const key of ['steps', 'edges', 'notes', 'groups']) given[key] = Reflect.get(holder, key);
  const { workflow, dropped, droppedCount } = toEditable(given);
  const { steps, edges, notes = [], groups = [] } = workflow;
  if (steps.length === 0 && notes.length === 0) {
    const [first] = dropped;
    return refuse(
      first === undefined
        ? 'The clipboard holds no workflow steps.'
        : `Nothing in the clipboard can be pasted. ${first.pointer}: ${first.reason}`,
    );
  }
  return { ok: true, clip: { steps, edges, notes, groups }, dropped, droppedCount };
}

/** Positions of a clip's steps, those without one in a row of ranks. */
export function placesOf({ steps, edges }: Pick<Clip, 'steps' | 'edges'>): ReadonlyMap<string, Point> {
  const missing = findMissingPositions(steps, edges);
  return new Map(steps.map((step) => [step.id, step.position ?? missing.get(step.id) ?? { x: 0, y: 0 }]));
}
