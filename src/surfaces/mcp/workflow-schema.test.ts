import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Workflow } from '#contract/workflow.ts';
import { GREET } from './testing/mcp-flows.ts';
import { toInputSchema } from './workflow-schema.ts';

const declaring = (...inputs: Workflow['inputs']): Workflow => ({ ...GREET, inputs });

test('a workflow that declares nothing takes anything', () => {
  assert.equal(toInputSchema(declaring()).additionalProperties, true);
});

test('an input with a default need not be given, and one without type may be anything', () => {
  const schema = toInputSchema(
    declaring({ id: 'a', type: 'json', required: true, default: 1 }, { id: 'b', type: 'integer', required: true }),
  );
  assert.deepEqual(schema.required, ['b']);
  assert.deepEqual(schema.properties, { a: { default: 1 }, b: { type: 'integer' } });
});

test('a schema of its own is kept, unless it refers to places that are elsewhere in a tool', () => {
  const { properties } = toInputSchema(
    declaring(
      { id: 'a', type: 'string', required: true, schema: { enum: ['x', 'y'] } },
      { id: 'b', type: 'object', required: true, schema: { $ref: '#/$defs/x', $defs: { x: {} } } },
    ),
  );
  assert.deepEqual(properties, { a: { enum: ['x', 'y'], type: 'string' }, b: { type: 'object' } });
});

test('names of Object.prototype are names like any other', () => {
  const schema = toInputSchema(declaring({ id: '__proto__', type: 'string', required: true }));
  assert.deepEqual(Object.keys(schema.properties ?? {}), ['__proto__']);
});
