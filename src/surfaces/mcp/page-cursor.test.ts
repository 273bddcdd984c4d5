import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCursor, toCursor } from './page-cursor.ts';
import { RpcError } from './rpc-error.ts';

test('a cursor says what it was made of', () => {
  const name = fc.stringMatching(/^[\w.-]{1,100}$/);
  fc.assert(
    fc.property(fc.nat({ max: 9 }), name, (at, inner) => {
      assert.deepEqual(readCursor(toCursor({ at, inner }), 10), { at, inner });
    }),
  );
});

test('any other text is refused, or leads to a place there is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        assert.ok(readCursor(text, 2).at < 2);
      } catch (error) {
        assert.ok(error instanceof RpcError);
      }
    }),
  );
});
