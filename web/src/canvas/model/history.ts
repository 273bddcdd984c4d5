import type { Workflow } from '#contract/workflow.ts';
import { type MergeConflict, mergeWorkflows } from './merge.ts';

/** One thing that was done. */
export interface HistoryEntry {
  readonly label: string;
  readonly mergeKey: string | undefined;
  readonly before: Workflow;
  readonly after: Workflow;
}

/** What was done, oldest first, and what was undone, the next to do again last. Immutable. */
export interface History {
  readonly past: readonly HistoryEntry[];
  readonly future: readonly HistoryEntry[];
}

/** Entries that can be undone. They share all that did not change between them. */
export const MAX_HISTORY = 200;

/** Nothing done yet. */
export const EMPTY_HISTORY: History = { past: [], future: [] };

/** What an undo or redo gives. */
export interface HistoryStep {
  readonly history: History;
  readonly workflow: Workflow;
  /** What was undone or done again. */
  readonly label: string;
  /** Places where somebody else's change stands against it; theirs was kept. */
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Adds what was done; forgets what was undone. An entry with the `mergeKey` of the one before continues it, unless the document was
 * exchanged in between; one that comes back to where it began is no entry.
 */
export function record(
  history: History,
  entry: {
    readonly label: string;
    readonly before: Workflow;
    readonly after: Workflow;
    readonly mergeKey?: string | undefined;
  },
): History {
  const { label, before, after, mergeKey } = entry;
  if (before === after) return history;
  const last = history.past.at(-1);
  const continues =
    mergeKey !== undefined && last?.mergeKey === mergeKey && last.after === before && history.future.length === 0;
  if (!continues || last === undefined) {
    const past = [...history.past, { label, mergeKey, before, after }].slice(-MAX_HISTORY);
    return { past, future: [] };
  }
  const earlier = history.past.slice(0, -1);
  return { past: last.before === after ? earlier : [...earlier, { ...last, label, after }], future: [] };
}

/** Ends the newest entry: what follows is a new one, even with the same `mergeKey`. */
export function seal(history: History): History {
  const last = history.past.at(-1);
  if (last?.mergeKey === undefined) return history;
  return { ...history, past: history.past.with(-1, { ...last, mergeKey: undefined }) };
}

/** What the next undo and redo would do, by label. */
export function labelsOf({ past, future }: History): {
  readonly undo: string | undefined;
  readonly redo: string | undefined;
} {
  return { undo: past.at(-1)?.label, redo: future.at(-1)?.label };
}

/** The document with a change turned round: plainly when nothing came in between, else merged, so that what others did stays. */
function turn(current: Workflow, from: Workflow, to: Workflow): ReturnType<typeof mergeWorkflows> {
  return current === from ? { workflow: to, conflicts: [] } : mergeWorkflows(from, current, to);
}

/** Undoes the newest entry; `undefined` when there is none. */
export function undo(history: History, current: Workflow): HistoryStep | undefined {
  const entry = history.past.at(-1);
  if (entry === undefined) return undefined;
  const { workflow, conflicts } = turn(current, entry.after, entry.before);
  const undone = { ...entry, mergeKey: undefined, before: workflow, after: current };
  return {
    history: { past: history.past.slice(0, -1), future: [...history.future, undone] },
    workflow,
    label: entry.label,
    conflicts,
  };
}

/** Does again what was undone last; `undefined` when there is nothing. */
export function redo(history: History, current: Workflow): HistoryStep | undefined {
  const entry = history.future.at(-1);
  if (entry === undefined) return undefined;
  const { workflow, conflicts } = turn(current, entry.before, entry.after);
  const done = { ...entry, before: current, after: workflow };
  return {
    history: { past: [...history.past, done].slice(-MAX_HISTORY), future: history.future.slice(0, -1) },
    workflow,
    label: entry.label,
    conflicts,
  };
}
