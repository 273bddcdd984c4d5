import type { OperationRouter } from '#operations/describe.ts';
import type { Services } from '#operations/services.ts';
import { createOperationTools } from './operation-tools.ts';
import { createProductCall } from './product-calls.ts';
import { createRunResources } from './run-resources.ts';
import type { McpSources } from './sources.ts';
import type { StampWatch } from './stamp-watch.ts';
import { createWorkflowResources } from './workflow-resources.ts';
import { createWorkflowTools } from './workflow-tools.ts';

/** Longest wait for the run of a workflow tool; it goes on after that. Below the time HTTP gives an answer. */
const WAIT_MS = 240_000;

/** What the product offers: workflows and operations as tools, runs and workflows as resources. */
export function createSources(
  services: Services,
  router: OperationRouter,
  stamps: StampWatch,
  waitMs = WAIT_MS,
): McpSources {
  const call = createProductCall(services, router);
  const operations = createOperationTools(services, router, stamps.look);
  const workflows = createWorkflowTools({ services, call, isTaken: operations.has, waitMs });
  return {
    tools: [workflows, operations],
    resources: [createRunResources(services, call), createWorkflowResources(services, call, stamps.watch)],
    toolStamp: workflows.stamp,
  };
}
