import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parsePathPattern, toShape } from './path-pattern.ts';
import { createRouteTable, findClash } from './route-table.ts';
import type { WebhookRoute } from './webhook-route.ts';

function route(pattern: string, methods?: readonly string[], workflowId = pattern): WebhookRoute {
  return {
    workflowId,
    version: 1,
    stepId: 'hook',
    segments: parsePathPattern(pattern),
    methods: methods === undefined ? undefined : new Set(methods),
    auth: { kind: 'none' },
    wait: undefined,
    respondSteps: new Set(),
    body: 'auto',
    rawBody: 'none',
    maxBodyBytes: 1,
    dedupeHeader: undefined,
    hidden: new Set(),
    origins: new Set(),
    showErrors: false,
  };
}

function find(patterns: readonly string[], path: string) {
  const found = createRouteTable(patterns.map((pattern) => route(pattern))).find('POST', path);
  return found !== undefined && 'route' in found ? [found.route.workflowId, found.params] : undefined;
}

test('a written part goes before a named one, and a dead end is left again', () => {
  const patterns = ['orders/:id', 'orders/new', ':shop/:id/items', 'orders/:id/cancel'];
  assert.deepEqual(find(patterns, 'orders/new'), ['orders/new', {}]);
  assert.deepEqual(find(patterns, 'orders/7'), ['orders/:id', { id: '7' }]);
  assert.deepEqual(find(patterns, 'orders/7/'), ['orders/:id', { id: '7' }]);
  assert.deepEqual(find(patterns, 'orders/7/items'), [':shop/:id/items', { shop: 'orders', id: '7' }]);
  assert.equal(find(patterns, 'orders'), undefined);
  assert.equal(find(patterns, 'orders/7/items/8'), undefined);
  assert.equal(find(patterns, 'Orders/new/x'), undefined);
});

test('names of object members are parts and names like others', () => {
  assert.equal(find(['a'], '__proto__'), undefined);
  assert.equal(find(['a'], 'constructor'), undefined);
  const [, params] = find(['x/:__proto__'], 'x/7') ?? [];
  assert.deepEqual(Object.entries(params ?? {}), [['__proto__', '7']]);
});

test('another method is told what there is, across routes of the same address', () => {
  const table = createRouteTable([
    route('a', ['POST'], 'one'),
    route('a', ['PUT'], 'two'),
    route(':any', ['GET'], 'three'),
  ]);
  const methodOf = (method: string) => {
    const found = table.find(method, 'a');
    return found === undefined ? undefined : 'route' in found ? found.route.workflowId : found.methods;
  };
  assert.deepEqual(['POST', 'PUT', 'GET', 'DELETE'].map(methodOf), ['one', 'two', 'three', ['GET', 'POST', 'PUT']]);
});

test('routes clash when some request would match both', () => {
  const first = route('a/:x', ['GET', 'POST']);
  assert.equal(findClash(route('a/:y', ['POST']), [first]), first);
  assert.equal(findClash(route('a/:y'), [first]), first);
  assert.equal(findClash(route('a/:y', ['PUT']), [first]), undefined);
  assert.equal(findClash(route('a/b', ['POST']), [first]), undefined);
});

test('the table finds what a look at every route finds', () => {
  const part = fc.constantFrom('a', 'b', ':x');
  const pattern = fc
    .array(part, { minLength: 1, maxLength: 4 })
    .map((parts) => parts.map((p, at) => (p === ':x' ? `:x${at}` : p)).join('/'));
  const path = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      fc.uniqueArray(pattern, { maxLength: 30, selector: (one) => toShape(parsePathPattern(one)) }),
      path,
      (patterns, parts) => {
        const matches = patterns.filter((one) => {
          const segments = parsePathPattern(one);
          return (
            segments.length === parts.length &&
            segments.every((segment, at) => 'name' in segment || segment.text === parts[at])
          );
        });
        const found = find(patterns, parts.join('/'));
        assert.equal(found !== undefined, matches.length > 0);
        if (found !== undefined) assert.ok(matches.includes(String(found[0])));
      },
    ),
  );
});
