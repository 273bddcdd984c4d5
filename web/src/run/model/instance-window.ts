import type { InstanceView } from './instance.ts';
import { isInLoop, splitIteration, toScope } from './path.ts';

/** Ended instances inside loops that are kept: the newest. */
const MAX_ENDED = 300;
/** And of those that failed, the first. */
const MAX_FAILED = 200;

/** The instances of a run that are kept in memory, however many there were. */
export interface InstanceWindow {
  get(path: string): InstanceView | undefined;
  put(row: InstanceView): void;
  /** Those not over. */
  open(): readonly InstanceView[];
  /** Those not over in one iteration and in the loops inside it. */
  openUnder(iterationPath: string): readonly InstanceView[];
  /** Those not over in any iteration of a loop. */
  openInLoop(loopPath: string): readonly InstanceView[];
  addHidden(count: number): void;
  hidden(): number;
  snapshot(): ReadonlyMap<string, InstanceView>;
}

/** An empty window. */
export function createInstanceWindow(): InstanceWindow {
  const rows = new Map<string, InstanceView>();
  const open = new Map<string, InstanceView>();
  /** Open instances by the iteration they are in, so that the end of an iteration finds them at once. */
  const byScope = new Map<string, Set<string>>();
  const ended = new Set<string>();
  let failedKept = 0;
  let hidden = 0;

  const markOpen = (row: InstanceView): void => {
    if (!open.has(row.path)) {
      const scope = toScope(row.path);
      const inScope = byScope.get(scope) ?? new Set();
      byScope.set(scope, inScope.add(row.path));
      // It failed and is tried again: it counts as ended no more.
      if (!ended.delete(row.path) && rows.get(row.path)?.status === 'failed' && isInLoop(row.path)) failedKept -= 1;
    }
    open.set(row.path, row);
  };
  const markEnded = (row: InstanceView): void => {
    open.delete(row.path);
    const scope = toScope(row.path);
    const inScope = byScope.get(scope);
    inScope?.delete(row.path);
    if (inScope?.size === 0) byScope.delete(scope);
    if (!isInLoop(row.path)) return;
    if (row.status === 'failed' && failedKept < MAX_FAILED) {
      failedKept += 1;
      return;
    }
    ended.add(row.path);
    if (ended.size <= MAX_ENDED) return;
    const [oldest] = ended;
    if (oldest === undefined) return;
    ended.delete(oldest);
    rows.delete(oldest);
    hidden += 1;
  };
  const openIn = (scope: string): readonly InstanceView[] => {
    const found: InstanceView[] = [];
    for (const path of byScope.get(scope) ?? []) {
      const row = open.get(path);
      if (row === undefined) continue;
      found.push(row);
      if (row.loop !== undefined) found.push(...openInLoop(path));
    }
    return found;
  };
  const openInLoop = (loopPath: string): readonly InstanceView[] => {
    const scopes = [...byScope.keys()].filter((scope) => splitIteration(scope)?.loopPath === loopPath);
    return scopes.flatMap((scope) => openIn(scope));
  };

  return {
    get: (path) => rows.get(path),
    put(row) {
      const wasOpen = open.has(row.path);
      const isOpen = row.endedAt === undefined;
      if (isOpen) markOpen(row);
      rows.set(row.path, row);
      if (!isOpen && (wasOpen || !ended.has(row.path))) markEnded(row);
    },
    open: () => [...open.values()],
    openUnder: openIn,
    openInLoop,
    addHidden: (count) => {
      hidden += count;
    },
    hidden: () => hidden,
    snapshot: () => new Map(rows),
  };
}
