import * as z from 'zod';
import { JsonObject, JsonValue } from './json.ts';

/** What a block does to the world. `pure`, `read` and `idempotent` may be repeated after a crash; `effect` never by itself. */
export const Effect = z.enum(['pure', 'read', 'idempotent', 'effect']).describe('What the block does to the world');
export type Effect = z.infer<typeof Effect>;

/** Types of a block's fields, and with them the control a form shows. */
export const FieldType = z
  .enum([
    'string',
    'template',
    'text',
    'number',
    'integer',
    'boolean',
    'select',
    'multiselect',
    'json',
    'object',
    'array',
    'secret',
    'code',
    'file',
    'duration',
    'cron',
    'model',
    'workflow',
    'schema',
  ])
  .describe('Type of the value');
export type FieldType = z.infer<typeof FieldType>;

const FieldId = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'a field id starts with a letter or _ and holds letters, digits and _');

const FieldOption = z.union([
  z.string(),
  z.strictObject({ value: z.string(), label: z.string().optional(), description: z.string().optional() }),
]);

export const BlockInput = z
  .strictObject({
    id: FieldId,
    label: z.string().optional().describe('Name in the form; made from the id by default'),
    description: z.string().optional().describe('What the value is for, in one sentence'),
    type: FieldType,
    required: z.boolean().default(false),
    default: JsonValue.optional().describe(
      'Used when nothing is given; text that is JSON is parsed for json, object and array',
    ),
    placeholder: z.string().optional(),
    options: z.array(FieldOption).optional().describe('Choices of a select or multiselect'),
    min: z.number().optional().describe('Least number, length or duration in milliseconds'),
    max: z.number().optional().describe('Greatest number, length or duration in milliseconds'),
    pattern: z.string().optional().describe('Regular expression text must match'),
    language: z.string().optional().describe('Language of a code field, e.g. `javascript`, `jsonata`, `liquid`'),
    expressions: z
      .boolean()
      .optional()
      .describe('Whether `{{ }}` is evaluated; false for code fields by default, true for all others'),
    schema: JsonObject.optional().describe('JSON Schema the value must satisfy, beyond its type'),
    showIf: z
      .record(z.string(), z.array(JsonValue))
      .optional()
      .describe('Show the field only while another field has one of these values'),
    advanced: z.boolean().optional().describe('Shown folded away'),
  })
  .describe('An input of a block');
export type BlockInput = z.infer<typeof BlockInput>;

export const BlockOutput = z
  .strictObject({
    id: FieldId,
    label: z.string().optional(),
    description: z.string().optional(),
    type: FieldType,
    schema: JsonObject.optional().describe('JSON Schema of the value'),
  })
  .describe('An output of a block');
export type BlockOutput = z.infer<typeof BlockOutput>;

/** Templated request of a `connector::http` block; every text may hold `{{ inputs.x }}`. */
export const ConnectorRequest = z.strictObject({
  method: z.string().default('GET'),
  url: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
  query: z.record(z.string(), JsonValue).optional(),
  body: JsonValue.optional(),
});

export const BlockExecution = z
  .strictObject({
    handler: z
      .string()
      .regex(
        /^[a-z0-9_-]+::.+$/,
        'a handler is `category::name`, `workflow::id`, `connector::http`, `mcp::server/tool` or `file::./run.js`',
      )
      .describe('What does the work'),
    timeoutMs: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe('Longest time one attempt may take, in milliseconds; 300000 by default'),
    container: z.boolean().optional().describe('Whether steps of this block hold a body of steps'),
    trigger: z.boolean().optional().describe('Whether the block starts runs'),
    request: ConnectorRequest.optional(),
    output: z
      .record(z.string(), JsonValue)
      .optional()
      .describe('Output mapping of a connector, as templates over `status`, `headers` and `body`'),
  })
  .describe('How the block is carried out');

/** The block descriptor (`block.json`). */
export const BlockDescriptor = z
  .strictObject({
    $schema: z.string().optional(),
    id: z.string().regex(/^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/, 'a block id is `category.name` in lower case'),
    label: z.string().min(1).max(100),
    category: z.string().min(1).max(100),
    description: z.string(),
    version: z.number().int().min(1).default(1),
    icon: z.string().optional().describe('File name of an SVG in the folder; `icon.svg` by default'),
    keywords: z.array(z.string()).optional().describe('Words search finds the block by'),
    inputs: z.array(BlockInput).default([]),
    outputs: z.array(BlockOutput).default([]),
    ports: z
      .array(z.string().min(1))
      .min(1)
      .default(['out'])
      .describe('Ports the block may take; the first is the default one'),
    effect: Effect.default('effect'),
    docs: z.string().optional().describe('Longer explanation, Markdown'),
    execution: BlockExecution,
  })
  .describe('A Flowright block');
export type BlockDescriptor = z.infer<typeof BlockDescriptor>;
