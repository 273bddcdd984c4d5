import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { listOperations, type OperationRouter } from '#operations/describe.ts';
import { operations } from '#operations/list.ts';
import { operation } from '#operations/operation.ts';
import type { ApiDocument, ApiOperation } from '../../testing/response-check.ts';
import { createOpenApi } from './create-openapi.ts';

async function create(router: OperationRouter = operations): Promise<ApiDocument> {
  return (await createOpenApi(router, '1.2.3')) as unknown as ApiDocument;
}

function list(document: ApiDocument): readonly ApiOperation[] {
  return Object.values(document.paths).flatMap((methods) => Object.values(methods));
}

test('the document tells of every operation, under its id, with a summary, a description and a tag', async () => {
  const document = await create();
  const told = list(document);
  const ids = listOperations(operations).map(({ id }) => id);
  assert.deepEqual(told.map(({ operationId }) => operationId).toSorted(), ids.toSorted());
  for (const one of told as readonly (ApiOperation & Record<string, unknown>)[]) {
    assert.ok(typeof one.summary === 'string' && one.summary !== '', `${one.operationId} has no summary`);
    assert.ok(
      typeof one.description === 'string' && one.description.length > 20,
      `${one.operationId} has no description`,
    );
    assert.ok(Array.isArray(one.tags) && one.tags.length > 0, `${one.operationId} has no tag`);
  }
});

test('every parameter and field of a body is described', async () => {
  for (const { operationId, parameters = [], requestBody } of list(await create())) {
    for (const { name, ...parameter } of parameters) {
      assert.ok('description' in parameter, `${operationId}: parameter ${name}`);
    }
    const schema = Object.values(requestBody?.content ?? {})[0]?.schema as
      | { properties?: Record<string, object> }
      | undefined;
    for (const [name, field] of Object.entries(schema?.properties ?? {})) {
      assert.ok('description' in field || '$ref' in field, `${operationId}: field ${name}`);
    }
  }
});

test('every operation tells of its own errors and of those any may meet, in the one shape errors have', async () => {
  const document = await create();
  for (const { operationId, responses } of list(document)) {
    for (const status of ['400', '401', '403', '404', '413', '422', '429', '500', '503', 'default']) {
      assert.ok(responses[status] !== undefined, `${operationId} does not tell of ${status}`);
    }
  }
  const missing = document.paths['/workflows/{workflowId}']?.get?.responses['404'];
  assert.match(JSON.stringify(missing), /"enum":\["workflow-not-found","not-found"\]/);
});

test('an operation added to the list is in the document, with its types and its permission', async () => {
  const add = operation
    .meta({ permission: 'run:start', effect: 'pure', audit: false })
    .route({ method: 'POST', path: '/sums/{left}', summary: 'Add', description: 'Adds two numbers.', tags: ['sum'] })
    .input(z.object({ left: z.string().describe('One'), right: z.number().int().min(0).describe('The other') }))
    .output(z.object({ sum: z.number().describe('Both together') }))
    .handler(({ input }) => ({ sum: Number(input.left) + input.right }));
  const document = await create({ ...operations, sum: { add } });
  const told = document.paths['/sums/{left}']?.post;
  assert.equal(told?.operationId, 'sum.add');
  assert.match(JSON.stringify(told), /Needs the permission `run:start`/);
  assert.deepEqual(
    told?.parameters?.map(({ name, in: place, required }) => [name, place, required]),
    [['left', 'path', true]],
  );
  assert.match(JSON.stringify(told?.requestBody), /"right":\{"type":"integer","minimum":0/);
});

test('an operation that anybody may ask for says so', async () => {
  const open = operation
    .meta({ permission: null, effect: 'read', audit: false })
    .route({ method: 'GET', path: '/open', summary: 'Open', tags: ['open'] })
    .output(z.object({}))
    .handler(() => ({}));
  const document = (await create({ open: { get: open } })) as unknown as {
    paths: Record<string, Record<string, { security?: unknown }>>;
  };
  assert.deepEqual(document.paths['/open']?.get?.security, [{}]);
});

test('a linter made by others finds no error and nothing doubtful', async () => {
  const name = '@redocly/openapi-core';
  const linter = await import(name).catch(() =>
    assert.fail(`${name} is not installed: npm install --save-dev --save-exact ${name}@2.64.0`),
  );
  const config = await linter.createConfig({ extends: ['recommended'] });
  const source = JSON.stringify(await create());
  const found = (await linter.lintFromString({ source, absoluteRef: '/openapi.json', config })) as readonly {
    readonly severity: string;
    readonly ruleId: string;
    readonly message: string;
    readonly location: readonly { readonly pointer?: string }[];
  }[];
  assert.deepEqual(
    found.map(({ severity, ruleId, message, location }) => `${severity} ${ruleId} ${message} ${location[0]?.pointer}`),
    [],
  );
  const broken = await linter.lintFromString({
    source: '{"openapi":"3.1.1","paths":{}}',
    absoluteRef: '/openapi.json',
    config,
  });
  assert.ok(broken.length > 0, 'the linter finds nothing wrong with a broken document: it is blind');
});
