import type { RunEvent } from '#contract/run-event.ts';
import type { RunDetail } from '#web/api/shapes.ts';
import type { RunView } from './run-view.ts';

/** What a view says of the run as a whole. */
export type RunHead = Omit<RunView, 'steps' | 'instances' | 'hiddenInstances' | 'isPartial' | 'lastSeq'>;

/** The head after one more event, or from what `run.get` answers. */
export function createRunHead(head: RunHead | undefined, from: RunEvent | RunDetail): RunHead | undefined {
  if (!('type' in from)) return fromDetail(from);
  if (from.type === 'run-created') return fromCreated(from);
  if (head === undefined) return undefined;
  const next = { ...head, lastAt: Math.max(head.lastAt, from.at) };
  switch (from.type) {
    case 'run-started':
      return { ...next, status: 'running', startedAt: from.at };
    case 'cancel-requested': {
      const { at, by, reason } = from;
      const request = { at, ...(by === undefined ? {} : { by }), ...(reason === undefined ? {} : { reason }) };
      return { ...next, cancelRequested: request };
    }
    case 'run-finished':
      return {
        ...next,
        status: from.status,
        finishedAt: from.at,
        ...(from.output === undefined ? {} : { output: from.output }),
        ...(from.error === undefined ? {} : { error: from.error }),
      };
    default:
      return next;
  }
}

function fromCreated(event: Extract<RunEvent, { type: 'run-created' }>): RunHead {
  const { at, workflow, input, trigger, parent, forkedFrom, simulated } = event;
  return {
    workflowId: workflow.id,
    version: workflow.version,
    status: 'queued',
    createdAt: at,
    lastAt: at,
    input,
    trigger,
    simulated: simulated === true,
    ...(parent === undefined ? {} : { parent }),
    ...(forkedFrom === undefined ? {} : { forkedFrom }),
  };
}

function fromDetail(detail: RunDetail): RunHead {
  const { startedAt, finishedAt, output, error, forkedFrom, parentRunId, parentPath } = detail;
  const isUnderWay = finishedAt === undefined && detail.status !== 'queued';
  return {
    workflowId: detail.workflowId,
    version: detail.version,
    status: isUnderWay ? 'running' : detail.status,
    createdAt: detail.createdAt,
    lastAt: finishedAt ?? startedAt ?? detail.createdAt,
    input: detail.input,
    trigger: detail.trigger,
    simulated: detail.simulated === true,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error }),
    ...(forkedFrom === undefined ? {} : { forkedFrom }),
    ...(parentRunId === undefined ? {} : { parent: { runId: parentRunId, path: parentPath ?? '' } }),
  };
}
