import { describe, expect, it } from 'vitest';
import { updateStep } from './edits/update-step.ts';
import { updateWorkflow } from './edits/workflow-fields.ts';
import { findReference, listReferences, quoteName, type ReferencePlace, type ReferenceSources } from './references.ts';
import { toBlocks } from './testing/blocks.ts';
import { toStart } from './testing/random-edit.ts';
import { toLoop, toStep, toWorkflow } from './testing/sample.ts';

const sources: ReferenceSources = { blocks: toBlocks() };
const fetch = toStep('fetch', { name: 'Fetch orders', process: { block: 'network.http_request' } });
const orders = toWorkflow(
  [
    fetch,
    toStep('other'),
    toLoop('each', [toStep('price'), toStep('after')], [{ from: 'price', to: 'after' }], {
      input: { items: '{{ fetch.body.orders }}' },
    }),
    toStep('end'),
  ],
  [
    { from: 'fetch', to: 'each' },
    { from: 'each', to: 'end' },
  ],
  { inputs: [{ id: 'day', type: 'string', required: true, label: 'Day' }], variables: { rate: 1.2 } },
);

function names(place: ReferencePlace, more: Partial<ReferenceSources> = {}): readonly string[] {
  return listReferences(orders, place, { ...sources, ...more }).map(({ name }) => name);
}

function at(
  path: string,
  place: ReferencePlace = { kind: 'input', stepId: 'end' },
  more: Partial<ReferenceSources> = {},
  workflow = orders,
) {
  return findReference(listReferences(workflow, place, { ...sources, ...more }), path.split('.'));
}

describe('references', () => {
  it('lists what comes before, nearest first, and what is there everywhere', () => {
    expect(names({ kind: 'input', stepId: 'end' })).toEqual(['each', 'fetch', 'input', 'vars', 'trigger', 'run']);
    expect(names({ kind: 'input', stepId: 'fetch' })).toEqual(['input', 'vars', 'trigger', 'run']);
    expect(names({ kind: 'outputs' })).toEqual(['fetch', 'other', 'each', 'end', 'input', 'vars', 'trigger', 'run']);
  });

  it('inside loops also lists item and index, and what comes before the loop', () => {
    const inside = ['item', 'index', 'fetch', 'input', 'vars', 'trigger', 'run'];
    expect(names({ kind: 'input', stepId: 'price' })).toEqual(inside);
    expect(names({ kind: 'input', stepId: 'after' })).toEqual(['price', ...inside]);
    expect(names({ kind: 'body-output', stepId: 'each' })).toEqual(['price', 'after', ...inside]);
  });

  it('lists secrets for inputs alone, and own outputs for outputs', () => {
    const secrets = ['API_KEY'];
    expect(names({ kind: 'input', stepId: 'fetch' }, { secrets })).toContain('secrets');
    expect(names({ kind: 'output', stepId: 'fetch' }, { secrets })).toEqual([
      'status',
      'body',
      'input',
      'vars',
      'trigger',
      'run',
    ]);
    expect(at('data.x', { kind: 'output', stepId: 'fetch' }, { ownSample: { data: { x: 1 } } })).toMatchObject({
      type: 'number',
      sample: 1,
    });
  });

  it('knows the shape of outputs from the descriptor, schemas included', () => {
    expect(at('fetch.status')).toMatchObject({ type: 'number', origin: 'schema', detail: 'Status code' });
    expect(at('fetch.body.orders.net')).toMatchObject({ type: 'number', expression: 'fetch.body.orders.net' });
    expect(at('fetch')).toMatchObject({ detail: 'Fetch orders', kind: 'step' });
    expect(at('fetch.nothing')).toBeUndefined();
  });

  it('prefers what the last run gave', () => {
    const sampleOf = (id: string) => (id === 'fetch' ? { body: [{ 'odd key': 'x' }, { late: 2 }] } : undefined);
    expect(at('fetch.body', undefined, { sampleOf })).toMatchObject({ type: 'list', origin: 'sample' });
    expect(at('fetch.body.odd key', undefined, { sampleOf })).toMatchObject({
      expression: 'fetch.body.`odd key`',
      sample: 'x',
    });
    expect(at('fetch.body.late', undefined, { sampleOf })?.type).toBe('number');
  });

  it('reads mappings: plain paths lead on, other texts are text', () => {
    const mapped = updateStep('fetch', ['output'], {
      list: '{{ body.orders }}',
      title: 'n: {{ status }}',
      sum: '{{ 1 + 2 }}',
      fixed: true,
    })(orders);
    expect(at('fetch.list.net', undefined, {}, mapped)?.type).toBe('number');
    expect(at('fetch.title', undefined, {}, mapped)?.type).toBe('text');
    expect(at('fetch.sum', undefined, {}, mapped)).toMatchObject({ type: 'unknown', origin: 'mapping' });
    expect(at('fetch.fixed', undefined, {}, mapped)?.type).toBe('boolean');
    expect(at('fetch.body', undefined, {}, mapped)).toBeUndefined();
  });

  it('knows the item of a loop from its items, or from the last run', () => {
    const place: ReferencePlace = { kind: 'input', stepId: 'price' };
    expect(at('item.net', place)?.type).toBe('number');
    expect(at('item.total', place, { itemOf: () => ({ total: 5 }) })?.sample).toBe(5);
    const literal = updateStep('each', ['input', 'items'], [{ a: 'x' }])(orders);
    expect(at('item.a', place, {}, literal)?.type).toBe('text');
    expect(at('index', place)?.type).toBe('number');
  });

  it('knows inputs and variables', () => {
    expect(at('input.day')).toMatchObject({ type: 'text', detail: 'Day' });
    expect(at('input.day', undefined, { input: { day: 'Monday', extra: 1 } })).toMatchObject({ sample: 'Monday' });
    expect(at('vars.rate')).toMatchObject({ type: 'number', sample: 1.2 });
    expect(at('run.version')?.type).toBe('number');
    const free = updateWorkflow(['inputs'], [])(orders);
    expect(at('input.extra', undefined, { input: { extra: 1 } }, free)?.type).toBe('number');
  });

  it('survives loops that read themselves, unknown blocks and steps that are gone', () => {
    const odd = updateStep('each', ['input', 'items'], '{{ each.results }}')(toStart());
    expect(listReferences(odd, { kind: 'input', stepId: 'in_a' }, sources).map(({ name }) => name)).toContain('item');
    expect(listReferences(odd, { kind: 'input', stepId: 'gone' }, { blocks: new Map() }).length).toBeGreaterThan(0);
  });

  it('writes names so that they can be read', () => {
    expect(quoteName('plain_1')).toBe('plain_1');
    expect(quoteName('and')).toBe('`and`');
    expect(quoteName('a-b')).toBe('`a-b`');
    expect(quoteName('a`b')).toBeUndefined();
    expect(quoteName('')).toBeUndefined();
  });
});
