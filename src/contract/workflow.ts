import * as z from 'zod';
import { JsonObject, JsonValue } from './json.ts';
import { MAX_STEPS } from './max-steps.ts';

/** Version of the document format this program writes. */
export const WORKFLOW_FORMAT = 1;

/** A duration in milliseconds, up to a year. */
const DurationMs = z.number().int().min(0).max(31_622_400_000);

const id = (what: string, pattern: RegExp, hint: string) =>
  z.string().min(1).max(100).regex(pattern, `${what} ${hint}`);

export const StepId = id(
  'a step id',
  /^[A-Za-z_][A-Za-z0-9_]*$/,
  'starts with a letter or _ and holds letters, digits and _',
).describe('Name of the step inside expressions; unique in the whole workflow');
export const WorkflowId = id(
  'a workflow id',
  /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
  'holds letters, digits, . _ and -',
).describe('Name of the workflow in addresses and commands');
export const BlockId = z
  .string()
  .min(1)
  .max(300)
  .describe('Id of a block, e.g. `network.http_request`, or `mcp::server/tool`');
const PortId = z.string().min(1).max(100).describe('Name of a port, e.g. `true`');

export const RetryPolicy = z
  .strictObject({
    maxAttempts: z
      .number()
      .int()
      .min(1)
      .max(100)
      .optional()
      .describe('Attempts in all, the first included; 3 by default'),
    delayMs: DurationMs.optional().describe('Wait before the second attempt, in milliseconds; 1000 by default'),
    backoff: z
      .enum(['fixed', 'exponential'])
      .optional()
      .describe('Whether the wait doubles with each attempt; exponential by default'),
    maxDelayMs: DurationMs.optional().describe('Longest wait, in milliseconds; 60000 by default'),
  })
  .describe('How often and when a failed step is tried again, when its error may pass');
export type RetryPolicy = z.infer<typeof RetryPolicy>;

export const OnUncertain = z
  .enum(['ask', 'retry', 'fail'])
  .describe('What to do when a crash left it unknown whether an effect happened: ask a person, send again, or fail');
export type OnUncertain = z.infer<typeof OnUncertain>;

export const Position = z
  .strictObject({ x: z.number(), y: z.number() })
  .describe('Place on the canvas, in pixels at zoom 1');

/** The Process part of a step: which block works, and how its failures are treated. */
export const StepProcess = z
  .strictObject({
    block: BlockId,
    description: z.string().max(10_000).optional().describe('What the step is for, in words'),
    retry: RetryPolicy.optional(),
    timeoutMs: DurationMs.optional().describe("Longest time one attempt may take; the block's own limit by default"),
    onError: z
      .enum(['fail', 'continue', 'branch'])
      .optional()
      .describe(
        'After the last attempt: end the run, go on with a null output, or take the `error` port; fail by default',
      ),
    onUncertain: OnUncertain.optional(),
    join: z
      .enum(['all', 'any'])
      .optional()
      .describe('Wait for every incoming edge, or start with the first one taken; all by default'),
    disabled: z
      .boolean()
      .optional()
      .describe('A disabled step does nothing: its default port is taken with a null output'),
  })
  .describe('Process: the block and how it is run');
export type StepProcess = z.infer<typeof StepProcess>;

export const Edge = z
  .strictObject({
    from: StepId.describe('Step the edge leaves'),
    to: StepId.describe('Step the edge enters'),
    port: PortId.optional().describe("Port it leaves; the block's first port by default"),
  })
  .describe('An edge: `to` starts after `from`');
export type Edge = z.infer<typeof Edge>;

export const Step = z
  .strictObject({
    id: StepId,
    name: z.string().max(200).optional().describe('Name on the canvas'),
    position: Position.optional(),
    input: JsonObject.optional().describe("Input: a value or template for each of the block's inputs"),
    process: StepProcess,
    output: z
      .record(z.string().min(1), JsonValue)
      .optional()
      .describe(
        "Output: what later steps see, as templates over the block's outputs; the outputs as they are by default",
      ),
    get body(): z.ZodOptional<typeof Body> {
      return Body.optional();
    },
    collapsed: z.boolean().optional().describe('Whether the canvas shows a loop as one card, its body folded away'),
  })
  .describe('A step: a block placed in the workflow, with its Input, Process and Output');
export type Step = z.infer<typeof Step>;

export const Body = z
  .strictObject({
    get steps(): z.ZodArray<typeof Step> {
      return z.array(Step);
    },
    edges: z.array(Edge).default([]),
    output: JsonValue.optional().describe(
      'Result of one iteration; the outputs of the steps no edge leaves by default',
    ),
  })
  .describe('The steps inside a loop; they see `item` and `index`');
export type Body = z.infer<typeof Body>;

export const WorkflowInput = z
  .strictObject({
    id: StepId.describe('Name under `input`'),
    label: z.string().optional(),
    description: z.string().optional(),
    type: z
      .enum(['string', 'text', 'number', 'integer', 'boolean', 'json', 'object', 'array', 'file'])
      .default('json')
      .describe('Type of the value'),
    required: z.boolean().default(false),
    default: JsonValue.optional(),
    schema: JsonObject.optional().describe('JSON Schema the value must satisfy, beyond its type'),
  })
  .describe('A value given when a run starts');
export type WorkflowInput = z.infer<typeof WorkflowInput>;

export const WorkflowSettings = z
  .strictObject({
    timeoutMs: DurationMs.optional().describe('Longest time a run may take, waits included; none by default'),
    maxConcurrentRuns: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .optional()
      .describe('Runs of this workflow at once; others queue'),
    onUncertain: OnUncertain.optional(),
    retry: RetryPolicy.optional().describe('Default for steps without their own'),
    priority: z
      .number()
      .int()
      .min(-100)
      .max(100)
      .optional()
      .describe('Higher runs first when runs queue; 0 by default'),
  })
  .describe('How runs of the workflow are driven');
export type WorkflowSettings = z.infer<typeof WorkflowSettings>;

const Note = z
  .strictObject({
    id: z.string().min(1).max(100),
    text: z.string().max(50_000),
    position: Position,
    size: z.strictObject({ width: z.number(), height: z.number() }).optional(),
    color: z.string().max(50).optional(),
  })
  .describe('A note on the canvas');

const Group = z
  .strictObject({
    id: z.string().min(1).max(100),
    name: z.string().max(200),
    steps: z.array(StepId),
    color: z.string().max(50).optional(),
    collapsed: z.boolean().optional(),
  })
  .describe('Steps shown together');

/** The workflow document (docs/workflow-format.md). */
export const Workflow = z
  .strictObject({
    $schema: z.string().optional().describe('Where editors find the schema'),
    flowright: z.literal(WORKFLOW_FORMAT).describe('Version of the document format'),
    id: WorkflowId,
    name: z.string().min(1).max(200),
    description: z.string().max(50_000).optional(),
    tags: z.array(z.string().min(1).max(100)).max(100).optional(),
    inputs: z.array(WorkflowInput).default([]),
    outputs: z
      .record(z.string().min(1), JsonValue)
      .optional()
      .describe("What a run answers, as templates; every last step's output by default"),
    variables: JsonObject.optional().describe('First values of `vars`'),
    settings: WorkflowSettings.optional(),
    steps: z.array(Step).max(MAX_STEPS),
    edges: z.array(Edge).default([]),
    notes: z.array(Note).optional(),
    groups: z.array(Group).optional(),
  })
  .describe('A Flowright workflow');
export type Workflow = z.infer<typeof Workflow>;
