import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventIterator } from '@orpc/server';
import { execute, type GraphQLSchema, parse, printSchema, validateSchema } from 'graphql';
import * as z from 'zod';
import { operations } from '#operations/list.ts';
import { operation } from '#operations/operation.ts';
import { buildSchema, type OperationCalls } from './build-schema.ts';

const read = operation.meta({ permission: 'run:read', effect: 'read', audit: false });
const write = operation.meta({ permission: null, effect: 'effect', audit: false });

/** Answers with what it was called with. */
const echo: OperationCalls<unknown> = {
  call: async (id, input) => ({ id, input }),
  stream: async () => (async function* () {})(),
};

function ask(schema: GraphQLSchema, query: string, variables: Record<string, unknown> = {}) {
  return execute({ schema, document: parse(query), variableValues: variables });
}

test('the real operations make a valid schema', () => {
  const schema = buildSchema(operations, echo);
  assert.deepEqual(validateSchema(schema), []);
  assert.ok(Object.keys(schema.getQueryType()?.getFields() ?? {}).length > 1);
  assert.ok(Object.keys(schema.getMutationType()?.getFields() ?? {}).length > 1);
  assert.ok(Object.keys(schema.getSubscriptionType()?.getFields() ?? {}).length > 0);
});

test('types say what the JSON Schemas say', () => {
  const schema = buildSchema(
    {
      ship: {
        list: read
          .route({ method: 'GET', path: '/ships', description: 'Answers ships.' })
          .input(
            z.object({
              kind: z.enum(['tall-ship', 'tug']).optional().describe('Which'),
              limit: z.number().int().min(1).max(9),
            }),
          )
          .output(
            z.object({
              items: z.array(
                z.object({ name: z.string(), seenAt: z.number(), crew: z.int().min(0).max(500).nullable() }),
              ),
              kind: z.enum(['tall-ship', 'tug']),
              labels: z.record(z.string(), z.string()),
              load: z.union([z.string(), z.number()]).optional(),
            }),
          )
          .handler(() => ({ items: [], kind: 'tug' as const, labels: {} })),
        build: write
          .route({ method: 'POST', path: '/ships' })
          .input(
            z.object({ plan: z.object({ masts: z.array(z.object({ 'height-m': z.number() })) }), extra: z.unknown() }),
          )
          .handler(() => undefined),
        watch: read
          .route({ method: 'GET', path: '/ships/watch' })
          .output(eventIterator(z.object({ at: z.number() })))
          .handler(async function* () {}),
      },
    },
    echo,
  );
  assert.deepEqual(validateSchema(schema), []);
  assert.equal(
    printSchema(schema),
    `type Query {
  """Answers ships. Needs the permission \`run:read\`."""
  shipList(
    """Which"""
    kind: ShipListKindInput
    limit: Int!
  ): ShipList
}

type ShipList {
  items: [ShipListItem!]!
  kind: ShipListKind!
  labels: JSON!
  load: JSON
}

type ShipListItem {
  name: String!
  seenAt: Float!
  crew: Int
}

enum ShipListKind {
  """\`tall-ship\`"""
  TALL_SHIP

  """\`tug\`"""
  TUG
}

"""Any JSON value."""
scalar JSON

"""Which"""
enum ShipListKindInput {
  """\`tall-ship\`"""
  TALL_SHIP

  """\`tug\`"""
  TUG
}

type Mutation {
  """ship.build"""
  shipBuild(plan: ShipBuildPlanInput!, extra: JSON): JSON
}

input ShipBuildPlanInput {
  masts: [ShipBuildPlanMastsItemInput!]!
}

input ShipBuildPlanMastsItemInput {
  heightM: Float!
}

type Subscription {
  """ship.watch Needs the permission \`run:read\`."""
  shipWatch: ShipWatch
}

type ShipWatch {
  at: Float!
}`,
  );
});

test('arguments become the input they stand for, under its own names and without nulls for what is left out', async () => {
  const seen: unknown[] = [];
  const schema = buildSchema(
    {
      a: {
        b: read
          .input(
            z.object({
              kind: z.enum(['tall-ship', 'tug']),
              nested: z.object({ 'x-y': z.string(), maybe: z.string().optional() }).optional(),
              gone: z.string().optional(),
              empty: z.string().nullable(),
              free: z.unknown(),
            }),
          )
          .handler(() => null),
      },
    },
    {
      ...echo,
      call: async (_, input) => {
        seen.push(input);
        return null;
      },
    },
  );
  const result = await ask(
    schema,
    'query($n: JSON) { aB(kind: TALL_SHIP, nested: { xY: "1", maybe: null }, gone: null, empty: null, free: { __proto__: { a: [1, $n, ENUM, true, null] } }) }',
    { n: { deep: 1 } },
  );
  assert.deepEqual(result.errors, undefined);
  assert.equal(
    JSON.stringify(seen),
    '[{"kind":"tall-ship","nested":{"x-y":"1"},"empty":null,"free":{"__proto__":{"a":[1,{"deep":1},"ENUM",true,null]}}}]',
  );
  assert.equal(Object.hasOwn(Object.prototype, 'a'), false);
});

test('names that clash or mean something to GraphQL are made unique and valid', () => {
  const make = () =>
    read
      .input(
        z.object({
          'a-b': z.string().optional(),
          aB: z.string().optional(),
          __x: z.string().optional(),
          '1': z.string().optional(),
        }),
      )
      .output(z.object({ mode: z.enum(['true', 'a b', 'a-b', '1', '__z']), odd: z.enum(['', '-']) }))
      .handler(() => ({ mode: 'true' as const, odd: '' as const }));
  const schema = buildSchema({ query: make(), 'run-it': { now: make() }, run: { itNow: make() }, json: make() }, echo);
  assert.deepEqual(validateSchema(schema), []);
  assert.deepEqual(Object.keys(schema.getQueryType()?.getFields() ?? {}), ['query', 'runItNow', 'runItNow2', 'json']);
});

test('a shape that holds itself ends as JSON', () => {
  const Tree = z.object({
    name: z.string(),
    get children() {
      return z.array(Tree);
    },
  });
  const tree = read
    .input(Tree)
    .output(Tree)
    .handler(({ input }) => input);
  assert.deepEqual(validateSchema(buildSchema({ tree }, echo)), []);
});

test('a list without anything to read is a schema too', () => {
  const schema = buildSchema({ go: write.handler(() => undefined) }, echo);
  assert.deepEqual(validateSchema(schema), []);
});
