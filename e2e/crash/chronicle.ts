import { createHash } from 'node:crypto';
import type { RunEvent } from '#contract/run-event.ts';
import type { Report } from './protocol.ts';

/** An event somebody was told of, small enough to remember very many. */
interface ToldEvent {
  readonly type: string;
  readonly hash: string;
}

/** What the servers said about one run. */
export interface ToldRun {
  readonly events: Map<number, ToldEvent>;
  /** When a cancel request was reported as stored, in milliseconds since 1970 (UTC). */
  cancelledAt: number | undefined;
  /** Paths whose answer was reported as stored. */
  readonly answered: Set<string>;
}

/** Everything the servers reported: each word of it must turn out to be true. */
export interface Chronicle {
  /** Run of each start that was acknowledged, by number. */
  readonly accepted: ReadonlyMap<number, string>;
  readonly runs: ReadonlyMap<string, ToldRun>;
  /** Reports that contradict earlier ones, or should not be. */
  readonly problems: string[];
  take(report: Report): void;
  /** Forgets runs that were checked. */
  forget(runIds: Iterable<string>): void;
}

/** The same for equal events, however they were made. */
export function hashEvent(event: RunEvent): string {
  return createHash('sha1').update(JSON.stringify(event)).digest('base64').slice(0, 16);
}

/** Codes with which a request for a run may be refused because of what happened meanwhile. */
const OVERTAKEN = new Set(['run-finished', 'wait-not-open']);

export function createChronicle(): Chronicle {
  const accepted = new Map<number, string>();
  const runs = new Map<string, ToldRun>();
  const problems: string[] = [];

  function toldRun(runId: string): ToldRun {
    let run = runs.get(runId);
    if (run === undefined) {
      run = { events: new Map(), cancelledAt: undefined, answered: new Set() };
      runs.set(runId, run);
    }
    return run;
  }

  function takeAccepted(n: number, runId: string): void {
    const known = accepted.get(n);
    if (known !== undefined && known !== runId)
      problems.push(`start ${n} was accepted as run ${known} and as run ${runId}`);
    accepted.set(n, runId);
    toldRun(runId);
  }

  return {
    accepted,
    runs,
    problems,
    take(report) {
      switch (report.is) {
        case 'accepted':
          takeAccepted(report.n, report.runId);
          break;
        case 'refused':
          problems.push(`start ${report.n} was refused: ${report.code}: ${report.message}`);
          break;
        case 'cancelled':
          toldRun(report.runId).cancelledAt ??= Date.now();
          break;
        case 'answered':
          toldRun(report.runId).answered.add(report.path);
          break;
        case 'not-done':
          if (!OVERTAKEN.has(report.code))
            problems.push(`${report.what} of run ${report.runId}: ${report.code}: ${report.message}`);
          break;
        case 'events':
          for (const { seq, event } of report.events) {
            const { events } = toldRun(report.runId);
            if (events.has(seq)) problems.push(`event ${seq} of run ${report.runId} was reported twice`);
            events.set(seq, { type: event.type, hash: hashEvent(event) });
          }
          break;
        case 'logged':
          if (report.level === 'error') problems.push(`the server complained: ${report.message}`);
          break;
        case 'failed':
          problems.push(`the server failed: ${report.code}: ${report.message}`);
          break;
        default:
          break;
      }
    },
    forget(runIds) {
      for (const runId of runIds) runs.delete(runId);
    },
  };
}
