import { AppError } from '#contract/app-error.ts';
import type { CliHost, OpenHost } from '../app-port.ts';
import type { Connection } from './connect.ts';

/** What drives the runs of a server. Who answers or cancels is who the token stands for. */
export function createRemoteHost({ call }: Connection): CliHost & Pick<OpenHost, 'resume'> {
  return {
    start: ({ workflowId, version, input, idempotencyKey, priority }) =>
      call(({ run }) =>
        run.start({
          workflowId,
          ...(version === undefined ? {} : { version }),
          ...(input === undefined ? {} : { input }),
          ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
          ...(priority === undefined ? {} : { priority }),
        }),
      ),
    async cancel(runId, { reason } = {}) {
      await call(({ run }) => run.cancel({ runId, ...(reason === undefined ? {} : { reason }) }));
    },
    async answer(runId, answer) {
      const { path } = answer;
      if (answer.kind === 'answer') {
        await call(({ run }) => run.answer({ runId, path, data: answer.data }));
        return;
      }
      const { decision, output } = answer;
      await call(({ run }) => run.resume({ runId, path, decision, ...(output === undefined ? {} : { output }) }));
    },
    fork: ({ runId, from, overrides, version }) =>
      call(({ run }) =>
        run.fork({
          runId,
          ...(from === undefined ? {} : { from: [...from] }),
          ...(overrides === undefined ? {} : { inputs: { ...overrides } }),
          ...(version === undefined ? {} : { version }),
        }),
      ),
    async resume(runId) {
      try {
        await call(({ run }) => run.resume({ runId }));
      } catch (error) {
        // The server did not wait for this: an answer may have brought the run to its end.
        if (!(error instanceof AppError) || error.code !== 'run-finished') throw error;
      }
    },
  };
}
