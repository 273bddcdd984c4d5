import * as z from 'zod';
import { ErrorInfo } from './error-info.ts';
import { JsonObject, JsonValue } from './json.ts';
import { END_STATUSES, RUN_STATUSES } from './run-status.ts';

/** How a run can be. */
export const RunStatus = z.enum(RUN_STATUSES);
export type RunStatus = z.infer<typeof RunStatus>;

/** How a run can end. */
export const EndStatus = z.enum(END_STATUSES);
export type EndStatus = z.infer<typeof EndStatus>;

/** What started a run. */
export const RunTrigger = z
  .object({
    kind: z.string().describe('`manual`, `cli`, `api`, `webhook`, `schedule`, `workflow`, `fork`…'),
    by: z.string().optional().describe('Who or what started it'),
    data: JsonObject.optional().describe('What expressions see as `trigger`'),
  })
  .describe('What started the run');
export type RunTrigger = z.infer<typeof RunTrigger>;

/** What a step waits for. Times are milliseconds since 1970 (UTC). */
export const Wait = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('timer'), dueAt: z.number().describe('When the wait ends') }),
  z.object({
    kind: z.literal('approval'),
    title: z.string(),
    message: z.string().optional(),
    context: JsonValue.optional().describe('Data the person decides on'),
    schema: JsonObject.optional().describe('JSON Schema of the answer form'),
    assignees: z.array(z.string()).optional(),
    dueAt: z.number().optional().describe('When the question expires'),
  }),
  z.object({
    kind: z.literal('callback'),
    token: z.string().describe('Names the wait to the outside'),
    dueAt: z.number().optional().describe('When the wait expires'),
  }),
]);
export type Wait = z.infer<typeof Wait>;

const at = z.number().describe('When, in milliseconds since 1970 (UTC)');
const path = z
  .string()
  .describe(
    'Which instance of which step: ids joined by dots, with the iteration of each loop, e.g. `each_order[3].fetch`',
  );

/**
 * What a run's journal is made of. The engine decides from these alone, so the same events give the same commands on every host.
 */
export const RunEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run-created'),
    at,
    workflow: z.object({ id: z.string(), version: z.number().int() }),
    input: JsonValue.describe('Validated input of the run'),
    trigger: RunTrigger,
    parent: z
      .object({ runId: z.string(), path })
      .optional()
      .describe('The step that called this run as a sub-workflow'),
    depth: z.number().int().describe('0 for a run nothing called'),
    forkedFrom: z.object({ runId: z.string(), steps: z.array(z.string()) }).optional(),
    overrides: z.record(z.string(), JsonObject).optional().describe('Inputs replaced by step id, in a fork'),
    scope: z
      .array(z.string())
      .optional()
      .describe('Only these steps of the root run, and all that lead to them; every step when absent'),
    pins: z
      .record(z.string(), JsonValue)
      .optional()
      .describe('Outputs by id of a step of the root: the step succeeds at once with it, and does not run'),
    simulated: z.boolean().optional(),
  }),
  z.object({ type: z.literal('run-started'), at }),
  z.object({
    type: z.literal('step-started'),
    at,
    path,
    attempt: z.number().int().describe('1 for the first attempt'),
    input: JsonValue.optional().describe('Resolved input; secrets by name only'),
    key: z.string().optional().describe('Idempotency key the outside was given'),
    intent: z.boolean().optional().describe('The attempt has an effect: without an end it is uncertain'),
  }),
  z.object({
    type: z.literal('step-succeeded'),
    at,
    path,
    ports: z.array(z.string()).optional().describe("Ports taken; the block's default port when absent"),
    output: JsonValue,
    simulated: z.boolean().optional(),
    copied: z.boolean().optional().describe('Taken over from the run this one was forked from'),
    pinned: z.boolean().optional().describe('The output was pinned: the step did not run'),
  }),
  z.object({
    type: z.literal('step-failed'),
    at,
    path,
    attempt: z.number().int(),
    error: ErrorInfo,
    jitter: z.number().min(0).max(1).describe('Random share of the wait before the next attempt'),
  }),
  z.object({ type: z.literal('retry-due'), at, path }),
  z.object({
    type: z.literal('step-cancelled'),
    at,
    path,
    abandoned: z.boolean().optional().describe('The handler did not stop in time'),
  }),
  z.object({ type: z.literal('step-waiting'), at, path, wait: Wait }),
  z.object({
    type: z.literal('wait-resolved'),
    at,
    path,
    outcome: z.enum(['fired', 'answered', 'expired']),
    data: JsonValue.optional().describe('The answer'),
    by: z.string().optional(),
  }),
  z.object({
    type: z.literal('substep-finished'),
    at,
    path,
    key: z.string(),
    output: JsonValue,
  }),
  z.object({
    type: z.literal('step-logged'),
    at,
    path,
    attempt: z.number().int(),
    level: z.enum(['debug', 'info', 'warn', 'error']),
    message: z.string().describe('What the handler wrote to the log of its step; long messages are cut'),
    data: JsonObject.optional(),
  }),
  z.object({ type: z.literal('step-uncertain'), at, path, attempt: z.number().int() }),
  z.object({
    type: z.literal('uncertain-resolved'),
    at,
    path,
    decision: z.enum(['retry', 'succeeded', 'failed']),
    output: JsonValue.optional(),
    by: z.string().optional(),
  }),
  z.object({
    type: z.literal('loop-started'),
    at,
    path,
    count: z.number().int().min(0).nullable().describe('Number of items; null when each round decides about the next'),
    concurrency: z.number().int().min(1),
    onItemError: z.enum(['fail', 'continue', 'collect']),
    collect: z.boolean().describe("Whether the iterations' results are kept"),
    items: JsonValue.optional().describe("The items; the step's own `items` input when absent"),
  }),
  z.object({ type: z.literal('loop-continued'), at, path, item: JsonValue.optional() }),
  z.object({
    type: z.literal('iteration-finished'),
    at,
    path,
    index: z.number().int(),
    output: JsonValue.optional(),
    error: ErrorInfo.optional(),
  }),
  z.object({
    type: z.literal('child-started'),
    at,
    path,
    runId: z.string(),
    workflow: z.object({ id: z.string(), version: z.number().int() }),
    input: JsonValue,
    detached: z.boolean().optional().describe('The step does not wait for its end'),
  }),
  z.object({
    type: z.literal('child-finished'),
    at,
    path,
    runId: z.string(),
    status: EndStatus.optional().describe('How the child ended; absent when the step does not wait for it'),
    output: JsonValue.optional(),
    error: ErrorInfo.optional(),
  }),
  z.object({ type: z.literal('variables-set'), at, path, values: JsonObject }),
  z.object({
    type: z.literal('stop-requested'),
    at,
    path,
    status: z.enum(['succeeded', 'failed']),
    output: JsonValue.optional(),
    error: ErrorInfo.optional(),
  }),
  z.object({ type: z.literal('cancel-requested'), at, by: z.string().optional(), reason: z.string().optional() }),
  z.object({ type: z.literal('run-timed-out'), at }),
  z.object({
    type: z.literal('run-finished'),
    at,
    status: EndStatus,
    output: JsonValue.optional(),
    error: ErrorInfo.optional(),
  }),
]);
export type RunEvent = z.infer<typeof RunEvent>;

/** An event of one kind. */
export type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

/** An event with its place in the journal of its run, counted from 1. */
export interface StoredEvent {
  readonly seq: number;
  readonly event: RunEvent;
}
