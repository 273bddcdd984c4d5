import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import { compareBy, type Operator } from './comparison.ts';

describe('compareBy', () => {
  const holds: readonly (readonly [Operator, JsonValue, JsonValue])[] = [
    ['equals', 5, '5'],
    ['equals', { a: 1, b: [2] }, { b: [2], a: 1 }],
    ['not_equals', 'a', 'A'],
    ['greater', '150', 100],
    ['greater', '10', '9'],
    ['greater_or_equal', 2, 2],
    ['less', '2026-01-01T10:00:00+02:00', '2026-01-01T09:00:00Z'],
    ['less', 'apple', 'banana'],
    ['less_or_equal', -1, 0],
    ['contains', 'haystack', 'stack'],
    ['contains', [1, 2, { a: 1 }], { a: 1 }],
    ['contains', { key: null }, 'key'],
    ['not_contains', {}, 'constructor'],
    ['starts_with', 'flowright', 'flow'],
    ['ends_with', 'flowright', 'right'],
    ['matches', 'order-17', '^order-\\d+$'],
    ['in', 'b', ['a', 'b']],
    ['not_in', 'c', ['a', 'b']],
    ['is_empty', [], null],
    ['is_empty', null, null],
    ['is_not_empty', 0, null],
    ['is_true', 'true', null],
    ['is_false', 'false', null],
  ];
  for (const [operator, left, right] of holds) {
    it(`holds: ${JSON.stringify(left)} ${operator} ${JSON.stringify(right)}`, () => {
      assert.equal(compareBy(operator, left, right, false), true);
    });
  }

  it('ignores case where asked to', () => {
    assert.equal(compareBy('equals', 'Berlin', 'BERLIN', true), true);
    assert.equal(compareBy('matches', 'BERLIN', '^ber', true), true);
    assert.equal(compareBy('contains', ['A'], 'a', true), true);
    assert.equal(compareBy('starts_with', 'Berlin', 'ber', false), false);
  });

  it('refuses to order what has no order instead of answering false', () => {
    for (const [left, right] of [
      [null, 1],
      ['many', 5],
      [{}, {}],
      [[1], 1],
    ] as const) {
      assert.throws(
        () => compareBy('greater', left, right, false),
        (error) => error instanceof AppError && error.code === 'data-invalid',
      );
    }
    assert.throws(() => compareBy('starts_with', {}, 'a', false), AppError);
    assert.throws(() => compareBy('matches', 'a', '(', false), AppError);
  });
});
