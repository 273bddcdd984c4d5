import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWorkflowId, toFreeId, toSlug } from './slug.ts';

describe('ids of workflows', () => {
  it.each([
    ['Daily orders', 'daily-orders'],
    ['  Grüße an Örtchen! ', 'grusse-an-ortchen'],
    ['v1.2_final', 'v1.2_final'],
    ['--- ---', 'workflow'],
    ['注文', 'workflow'],
    ['', 'workflow'],
    ['a'.repeat(150), 'a'.repeat(100)],
  ])('%j gives %s', (name, id) => {
    expect(toSlug(name)).toBe(id);
  });

  it('are taken by the server whatever the name is', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => isWorkflowId(toSlug(name))));
  });

  it('get a number when they are taken, and stay within the limit', () => {
    const taken = new Set(['a', 'a-2', 'b'.repeat(100)]);
    expect(toFreeId('a', (id) => taken.has(id))).toBe('a-3');
    expect(toFreeId('c', (id) => taken.has(id))).toBe('c');
    const long = toFreeId('b'.repeat(100), (id) => taken.has(id));
    expect(long).toBe(`${'b'.repeat(98)}-2`);
  });
});
