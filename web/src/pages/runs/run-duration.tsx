import type { RunSummary } from '#web/api/shapes.ts';
import { DurationBar } from '#web/ui/bar.tsx';
import { useNow } from '#web/ui/use-now.ts';
import { text } from './strings.ts';

/** Milliseconds a run took, or has taken so far; nothing before it starts. */
export function toRunMs(run: Pick<RunSummary, 'createdAt' | 'startedAt' | 'finishedAt'>, now: number) {
  const { startedAt, finishedAt } = run;
  if (startedAt === undefined) return undefined;
  return Math.max(0, (finishedAt ?? now) - startedAt);
}

/** How long a run took as a bar; it grows while the run goes on. */
export function RunDuration({ run, maxMs }: { run: RunSummary; maxMs: number }) {
  const ms = useNow((now) => toRunMs(run, now) ?? -1);
  return ms < 0 ? text.notStarted : <DurationBar ms={ms} maxMs={Math.max(maxMs, ms)} status={run.status} />;
}
