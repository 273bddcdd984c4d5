import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { callOperation, listOperations } from './describe.ts';
import { operations } from './list.ts';
import { assertFails } from './testing/test-client.ts';
import { createTestServices, trustedCaller } from './testing/test-services.ts';

const descriptions = listOperations(operations);
const STREAMS = new Set(['run.events', 'draft.watch', 'run.live']);
/** What changes something too often for the audit log to hold it. */
const UNAUDITED = new Set(['draft.save']);
/** What only reads, but takes a whole document. */
const READING_POSTS = new Set(['workflow.validate', 'expression.preview']);

test('every operation has an address of its own, words for people, and a tag', () => {
  const addresses = new Set<string>();
  for (const { id, route, streams } of descriptions) {
    assert.match(id, /^[a-z]+\.[a-z]+$/);
    assert.ok(route.summary, id);
    assert.ok((route.description ?? '').length > 20, id);
    assert.equal(route.tags?.length, 1, id);
    assert.equal(route.inputStructure, 'compact');
    const address = `${route.method} ${route.path?.replace(/\{[^}]+\}/g, '{}')}`;
    assert.ok(!addresses.has(address), `${address} is taken twice`);
    addresses.add(address);
    assert.equal(streams, STREAMS.has(id), id);
  }
  assert.ok(descriptions.length > 45);
});

test('operations that only read are GET or say why by their name, and are not audited unless data leaves', () => {
  for (const { id, meta, route } of descriptions) {
    if (route.method === 'GET') assert.equal(meta.effect, 'read', id);
    if (meta.effect === 'read') assert.equal(meta.audit, id === 'run.export', id);
    else assert.equal(meta.audit, !UNAUDITED.has(id), id);
    if (meta.effect === 'read') assert.equal(route.method !== 'GET', READING_POSTS.has(id), id);
  }
});

test('every field of every input and answer is described', () => {
  const missing: string[] = [];
  for (const { id, inputSchema, outputSchema } of descriptions) {
    assert.equal(inputSchema.type, 'object', id);
    collectUndescribed(inputSchema, `${id} input`, missing);
    collectUndescribed(outputSchema, `${id} output`, missing);
  }
  assert.deepEqual(missing, []);
});

test('parameters in an address are required fields of the input', () => {
  for (const { id, route, inputSchema } of descriptions) {
    const names = [...(route.path ?? '').matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');
    const required = Array.isArray(inputSchema.required) ? inputSchema.required : [];
    for (const name of names) assert.ok(required.includes(name), `${id}: ${name}`);
  }
});

test('an operation is found by its id only', async (t) => {
  const context = { services: await createTestServices(t), caller: trustedCaller() };
  for (const id of ['run', 'run.fly', 'constructor', '__proto__.constructor', 'run.start.handler', '', 'run.'])
    await assertFails(callOperation(operations, id, {}, context), 'not-found');
});

/** The problems and blocks of the contract describe themselves elsewhere. */
function collectUndescribed(schema: JsonValue | undefined, place: string, missing: string[]): void {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return;
  const node = schema as JsonObject;
  for (const [name, field] of Object.entries((node.properties ?? {}) as JsonObject)) {
    const isDescribed = typeof (field as JsonObject).description === 'string' || '$ref' in (field as JsonObject);
    const isConstant = 'const' in (field as JsonObject);
    const isContract = /(inputs|outputs|events|trigger)\[\]/.test(place);
    if (!isDescribed && !isConstant && !isContract) missing.push(`${place}.${name}`);
    collectUndescribed(field, `${place}.${name}`, missing);
  }
  if (node.items !== undefined) collectUndescribed(node.items, `${place}[]`, missing);
  for (const key of ['anyOf', 'oneOf']) {
    const options = node[key];
    if (Array.isArray(options)) for (const option of options) collectUndescribed(option, place, missing);
  }
}
