import type { Caller } from '#operations/caller.ts';
import { callOperation, type OperationRouter } from '#operations/describe.ts';
import type { Services } from '#operations/services.ts';

/**
 * The operations behind what is no tool of its own: workflows as tools, runs and workflows as resources. They go through the whole
 * chain like any other call, so that nothing is seen or done here that another surface would refuse.
 */
const IDS = {
  startRun: 'run.start',
  cancelRun: 'run.cancel',
  getRun: 'run.get',
  listRuns: 'run.list',
  followRun: 'run.events',
  listWorkflows: 'workflow.list',
  getWorkflow: 'workflow.get',
} as const;

/** Calls one of the operations workflow tools and resources are made of. */
export type ProductCall = (
  what: keyof typeof IDS,
  input: Readonly<Record<string, unknown>>,
  caller: Caller,
  signal?: AbortSignal,
) => Promise<unknown>;

/** How this surface asks for runs and workflows. */
export function createProductCall(services: Services, router: OperationRouter): ProductCall {
  return (what, input, caller, signal) =>
    callOperation(router, IDS[what], input, { services, caller }, signal === undefined ? {} : { signal });
}
