import { toErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { StartedRun } from './shapes.ts';
import { StartInput, toStartRequest } from './start-input.ts';

/** Starts a run. */
export const startRun = operation
  .meta({ permission: 'run:start', effect: 'effect', audit: true })
  .route({
    method: 'POST',
    path: '/workflows/{workflowId}/runs',
    summary: 'Start a run',
    description: 'Starts a run and answers as soon as its creation is on disk: from then on it survives any crash.',
    tags: ['run'],
    successStatus: 201,
  })
  .errors(
    toErrors(
      'workflow-not-found',
      'version-not-found',
      'workflow-invalid',
      'step-not-found',
      'queue-full',
      'shutting-down',
    ),
  )
  .input(StartInput)
  .output(StartedRun)
  .handler(({ input, context: { services, caller, principal } }) =>
    services.host.start(toStartRequest(services, input, caller, principal)),
  );
