import * as z from 'zod';
import { BlockDescriptor } from './block.ts';
import { RunEvent } from './run-event.ts';
import { Workflow } from './workflow.ts';

/** A JSON Schema (draft 2020-12). */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

function publish(schema: z.ZodType, title: string, io: 'input' | 'output'): JsonSchema {
  // What zod cannot say carries its JSON Schema itself.
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' });
  return { ...($schema === undefined ? {} : { $schema }), title, ...rest };
}

/** Schema of the workflow document, as a person writes it. */
export function workflowJsonSchema(): JsonSchema {
  return publish(Workflow, 'Flowright workflow', 'input');
}

/** Schema of `block.json`, as a person writes it. */
export function blockJsonSchema(): JsonSchema {
  return publish(BlockDescriptor, 'Flowright block', 'input');
}

/** Schema of the events a run's journal is made of. */
export function runEventJsonSchema(): JsonSchema {
  return publish(RunEvent, 'Flowright run event', 'output');
}

/** The published schemas by file name. */
export function publishedSchemas(): ReadonlyMap<string, JsonSchema> {
  return new Map([
    ['workflow.json', workflowJsonSchema()],
    ['block.json', blockJsonSchema()],
    ['run-event.json', runEventJsonSchema()],
  ]);
}
