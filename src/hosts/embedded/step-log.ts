import type { Core } from './core.ts';
import type { LiveRun } from './live-run.ts';
import type { LogLine } from './log-line.ts';

/** Lines the journal keeps of one call of a handler, and of a run. */
const MAX_CALL_LINES = 100;
const MAX_RUN_LINES = 5_000;

/**
 * Keeps a line in the journal of its run, where it is on disk with the next write. Lines without bound are told to whoever watches, but not
 * kept: the last one that is kept says so. `count` is how many the call wrote so far, this one included.
 */
export function keepLine(core: Core, run: LiveRun, path: string, attempt: number, line: LogLine, count: number): void {
  if (run.over || count > MAX_CALL_LINES || run.logLines >= MAX_RUN_LINES || !run.state.active.has(path)) return;
  const isLast = count === MAX_CALL_LINES || run.logLines === MAX_RUN_LINES - 1;
  const what = count === MAX_CALL_LINES ? 'step' : 'run';
  const kept: LogLine = isLast ? { level: 'warn', message: `Further lines of this ${what} were not kept.` } : line;
  run.emit({ type: 'step-logged', at: run.stamp(core.clock.wall()), path, attempt, ...kept });
  core.schedule(run);
}
