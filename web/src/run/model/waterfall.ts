import type { InstanceView } from './instance.ts';
import { isInLoop, toIterationPath } from './path.ts';

/** A row of the waterfall. */
export type WaterfallRow =
  | {
      readonly kind: 'step';
      readonly key: string;
      readonly depth: number;
      readonly row: InstanceView;
      /** What opens below it. */
      readonly opens: 'loop' | 'child' | undefined;
      readonly isOpen: boolean;
      /** The called run it belongs to; absent for the run itself. */
      readonly runId: string | undefined;
    }
  | {
      readonly kind: 'iteration';
      readonly key: string;
      readonly depth: number;
      readonly loopPath: string;
      readonly index: number;
      readonly isOpen: boolean;
    }
  | { readonly kind: 'note'; readonly key: string; readonly depth: number; readonly of: string };

/** Rows by number, without a list of them: a loop of 100,000 items is one entry. */
export interface WaterfallRows {
  readonly length: number;
  at(index: number): WaterfallRow | undefined;
  /** Where a row is, by key; -1 when it is not shown. Costs time proportional to what is open. */
  indexOf(key: string): number;
}

/** What was fetched for what is open; undefined while it is on the way. */
export interface Opened {
  /** Steps of an iteration. */
  inside(iterationPath: string): readonly InstanceView[] | undefined;
  /** Steps of a called run. */
  child(runId: string): readonly InstanceView[] | undefined;
}

interface Block {
  readonly length: number;
  at(offset: number): WaterfallRow;
  find(key: string): number;
}

/** Arranges what is shown: the steps of the run in the order they started, and below each what was opened by key. */
export function arrangeRows(
  instances: Iterable<InstanceView>,
  open: ReadonlySet<string>,
  opened: Opened,
): WaterfallRows {
  const blocks: Block[] = [];
  const addSteps = (rows: Iterable<InstanceView>, depth: number, runId: string | undefined): void => {
    for (const row of rows) addStep(row, depth, runId);
  };
  const addStep = (row: InstanceView, depth: number, runId: string | undefined): void => {
    const key = runId === undefined ? row.path : `${runId}:${row.path}`;
    const opens =
      row.childRunId !== undefined ? 'child' : row.loop !== undefined && runId === undefined ? 'loop' : undefined;
    const isOpen = opens !== undefined && open.has(key);
    blocks.push(one({ kind: 'step', key, depth, row, opens, isOpen, runId }));
    if (!isOpen) return;
    if (row.childRunId !== undefined) addFetched(opened.child(row.childRunId), key, depth + 1, row.childRunId);
    else addIterations(row, depth + 1);
  };
  const addFetched = (
    rows: readonly InstanceView[] | undefined,
    key: string,
    depth: number,
    runId: string | undefined,
  ): void => {
    if (rows === undefined || rows.length === 0) blocks.push(one({ kind: 'note', key: `${key}:note`, depth, of: key }));
    else addSteps(rows, depth, runId);
  };
  const addIterations = ({ path, loop }: InstanceView, depth: number): void => {
    const count = countIterations(loop);
    const openIndexes = [...open]
      .filter((key) => key.startsWith(`${path}[`) && key.endsWith(']'))
      .map((key) => Number(key.slice(path.length + 1, -1)))
      .filter((index) => Number.isInteger(index) && index < count)
      .sort((a, b) => a - b);
    let from = 0;
    for (const index of openIndexes) {
      blocks.push(iterations(path, from, index + 1 - from, depth, index));
      const key = toIterationPath(path, index);
      addFetched(directlyIn(key, opened.inside(key)), key, depth + 1, undefined);
      from = index + 1;
    }
    if (from < count) blocks.push(iterations(path, from, count - from, depth));
  };
  addSteps(
    [...instances].filter(({ path }) => !isInLoop(path)),
    0,
    undefined,
  );
  return toRows(blocks);
}

/** Of the steps fetched for an iteration those of the iteration itself; those of loops inside it open with these. */
function directlyIn(iteration: string, rows: readonly InstanceView[] | undefined): readonly InstanceView[] | undefined {
  return rows?.filter(({ path }) => path.lastIndexOf('.') === iteration.length);
}

/** Iterations there are to see. */
export function countIterations(loop: InstanceView['loop']): number {
  if (loop === undefined) return 0;
  return loop.count ?? loop.finished + 1;
}

function one(row: WaterfallRow): Block {
  return { length: 1, at: () => row, find: (key) => (key === row.key ? 0 : -1) };
}

function iterations(loopPath: string, from: number, length: number, depth: number, openIndex = -1): Block {
  return {
    length,
    at(offset) {
      const index = from + offset;
      const key = toIterationPath(loopPath, index);
      return { kind: 'iteration', key, depth, loopPath, index, isOpen: index === openIndex };
    },
    find(key) {
      if (!key.startsWith(`${loopPath}[`)) return -1;
      const index = Number(key.slice(loopPath.length + 1, -1));
      return index >= from && index < from + length && key === toIterationPath(loopPath, index) ? index - from : -1;
    },
  };
}

function toRows(blocks: readonly Block[]): WaterfallRows {
  const starts: number[] = [];
  let length = 0;
  for (const block of blocks) {
    starts.push(length);
    length += block.length;
  }
  return {
    length,
    at(index) {
      let low = 0;
      let high = blocks.length - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((starts[middle] ?? 0) <= index) low = middle;
        else high = middle - 1;
      }
      const block = blocks[low];
      return block === undefined || index < 0 || index >= length ? undefined : block.at(index - (starts[low] ?? 0));
    },
    indexOf(key) {
      for (const [number, block] of blocks.entries()) {
        const found = block.find(key);
        if (found !== -1) return (starts[number] ?? 0) + found;
      }
      return -1;
    },
  };
}
