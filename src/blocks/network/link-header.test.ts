import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findNextLink } from './link-header.ts';

test('the next link is found among others, and any header is read', () => {
  assert.equal(findNextLink('<https://a/?p=2>; rel="next", <https://a/?p=9>; rel="last"'), 'https://a/?p=2');
  assert.equal(findNextLink('<a,b>; rel=prev, </x>;title="a, \\"b\\"" ; REL = "other Next"'), '/x');
  assert.equal(findNextLink('</x>; rel="nextish"'), undefined);
  assert.equal(findNextLink(undefined), undefined);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'<>;,="\\ rel next') }), (header) => {
      findNextLink(header);
    }),
  );
  const startedAt = performance.now();
  findNextLink(`<${'a'.repeat(8_000)}>${'; a="b"'.repeat(1_000)} !`);
  findNextLink('<;'.repeat(8_000));
  assert.ok(performance.now() - startedAt < 1_000);
});
