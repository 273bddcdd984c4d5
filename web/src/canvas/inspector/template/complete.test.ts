// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import { listReferences } from '../../model/references.ts';
import { completeTemplate, findFunctionAt, findReferenceAt } from './complete.ts';

const orders = {
  body: {
    orders: [
      { id: 1, total: 9.5, lines: [{ sku: 'a' }] },
      { id: 2, 'odd key': true },
    ],
  },
  count: 2,
};
const workflow: Workflow = {
  flowright: 1,
  id: 'w',
  name: 'W',
  inputs: [],
  steps: [
    { id: 'fetch', process: { block: 'x.y' } },
    { id: 'here', process: { block: 'x.y' } },
  ],
  edges: [{ from: 'fetch', to: 'here' }],
};
const roots = listReferences(
  workflow,
  { kind: 'input', stepId: 'here' },
  { blocks: new Map(), sampleOf: () => orders, input: { day: 'today' } },
);

/** Completes at the bar in the text. */
function complete(marked: string, explicit = false) {
  const offset = marked.indexOf('|');
  return completeTemplate(marked.replace('|', ''), offset, roots, explicit);
}
const labels = (marked: string) => complete(marked)?.options.map(({ label }) => label);

describe('completion of templates', () => {
  it('offers nothing outside of braces', () => {
    expect(complete('fet|')).toBeUndefined();
    expect(complete('{{ fetch.count }} fet|')).toBeUndefined();
    expect(complete('\\{{ fet|')).toBeUndefined();
  });
  it('offers steps and inputs right behind the braces, and functions when a name is begun', () => {
    expect(labels('{{ |')).toEqual(['fetch', 'input', 'vars', 'trigger', 'run']);
    expect(labels('{{ f| }}')).toContain('$filter');
    expect(labels('{{ f| }}')?.[0]).toBe('fetch');
  });
  it('offers the real keys of an output after a dot, those of the items for a list', () => {
    expect(labels('{{ fetch.| }}')).toEqual(['body', 'count']);
    expect(labels('{{ fetch.body.orders.| }}')).toEqual(['id', 'total', 'lines', 'odd key']);
    expect(labels('{{ fetch.body.orders[total > 3].| }}')).toEqual(['id', 'total', 'lines', 'odd key']);
    expect(labels('{{ fetch.nothing.| }}')).toBeUndefined();
  });
  it('writes a key that is no plain name in backquotes', () => {
    expect(complete('{{ fetch.body.orders.od|')?.options.at(-1)?.insert).toBe('`odd key`');
  });
  it('offers the keys of items inside of a filter first, and paths from there', () => {
    expect(labels('{{ fetch.body.orders[| ] }}')?.slice(0, 3)).toEqual(['id', 'total', 'lines']);
    expect(labels('{{ fetch.body.orders.{ "x": | } }}')?.[0]).toBe('id');
    expect(labels('{{ fetch.body.orders[lines.|] }}')).toEqual(['sku']);
  });
  it('offers functions with their signatures after a dollar sign', () => {
    const found = complete('{{ $co|');
    expect(found?.from).toBe(3);
    expect(found?.options.find(({ label }) => label === '$count')).toMatchObject({
      detail: '(list) → number',
      insert: '$count(',
    });
    expect(labels('{{ $|')).not.toContain('$eval');
  });
  it('is quiet in quotes, and after a value unless asked', () => {
    expect(complete('{{ "fet|" }}')).toBeUndefined();
    expect(complete('{{ fetch | }}')).toBeUndefined();
    expect(complete('{{ fetch | }}', true)?.options[0]?.label).toBe('fetch');
  });
  it('replaces what is begun', () => {
    expect(complete('ab {{ inp| }}')?.from).toBe(6);
  });
  it('finds the value and the function under the pointer', () => {
    expect(findReferenceAt('x {{ fetch.count }}', 12, roots)).toMatchObject({ from: 11, to: 16, node: { sample: 2 } });
    expect(findReferenceAt('x {{ fetch.gone }}', 12, roots)).toBeUndefined();
    expect(findReferenceAt('fetch.count', 7, roots)).toBeUndefined();
    expect(findFunctionAt('{{ $count(x) }}', 5)?.help.name).toBe('count');
  });
});
