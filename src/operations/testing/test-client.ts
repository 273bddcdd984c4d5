import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRouterClient } from '@orpc/server';
import type { ErrorCode } from '#contract/error-table.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { Caller } from '../caller.ts';
import { operations } from '../list.ts';
import type { Services } from '../services.ts';
import { toAppError } from '../to-app-error.ts';
import { createTestServices, type TestServices, type TestServicesOptions, trustedCaller } from './test-services.ts';

/** Calls operations with their types, as this caller. */
export function createTestClient(services: Services, caller: Caller = trustedCaller()) {
  return createRouterClient(operations, { context: { services, caller } });
}

/** A client of all operations. */
export type TestClient = ReturnType<typeof createTestClient>;

/** Services and a client that may do everything. */
export async function openTestClient(
  t: TestContext,
  options?: TestServicesOptions,
): Promise<{ readonly services: TestServices; readonly client: TestClient }> {
  const services = await createTestServices(t, options);
  return { services, client: createTestClient(services) };
}

/** Asserts that a call fails with a code, and gives the error. */
export async function assertFails(call: Promise<unknown>, code: ErrorCode) {
  const error = await call.then(
    () => assert.fail(`It was expected to fail with "${code}".`),
    (thrown: unknown) => toAppError(thrown),
  );
  assert.equal(error.code, code, error.message);
  return error;
}

type Part = Partial<Workflow> & { readonly id: string };

/** A workflow document; steps follow each other unless edges are given. */
export function toWorkflow({ steps = [setStep('a')], ...rest }: Part): Workflow {
  const edges = steps.slice(1).map((step, index) => ({ from: steps[index]?.id ?? '', to: step.id }));
  return { flowright: 1, name: rest.id, inputs: [], steps, edges, ...rest };
}

/** A step that answers values. */
export function setStep(id: string, values: Workflow['variables'] = { done: true }): Workflow['steps'][number] {
  return { id, input: { values }, process: { block: 'data.set' } };
}

/** A step that asks for an approval. */
export function approvalStep(
  id: string,
  input: Workflow['variables'] = { title: 'Go on?' },
): Workflow['steps'][number] {
  return { id, input, process: { block: 'control.approval' } };
}

/** How often a status is looked at: it may change without an event. */
const LOOK_EVERY_MS = 5;

/** Resolves when a run is as wanted. @throws when it ended otherwise */
export async function untilStatus(services: TestServices, runId: string, status: string): Promise<void> {
  for (;;) {
    const run = services.journal.findRun(runId);
    if (run?.status === status) return;
    if (run?.finishedAt !== undefined) throw new Error(`Run ${runId} ended as ${run.status}.`);
    await sleep(LOOK_EVERY_MS);
  }
}
