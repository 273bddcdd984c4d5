import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { compilePattern } from './safe-pattern.ts';

describe('compilePattern', () => {
  it('finds a pattern anywhere in the text', () => {
    assert.equal(compilePattern('b+').test('abbc'), true);
    assert.equal(compilePattern('^b+$').test('abbc'), false);
    assert.equal(compilePattern('\\d{2}/(?<month>\\d+)').test('on 12/05'), true);
  });

  it('stays fast on patterns that make backtracking engines hang', () => {
    const started = performance.now();
    assert.equal(compilePattern('^(a+)+$').test(`${'a'.repeat(10_000)}!`), false);
    assert.ok(performance.now() - started < 1_000);
  });

  it('refuses what is no regular expression, saying why', () => {
    for (const pattern of ['(', 'a(?=b)', '(a)\\1', 'x'.repeat(1_001)]) {
      assert.throws(
        () => compilePattern(pattern),
        (error) => error instanceof AppError && error.code === 'data-invalid',
        pattern,
      );
    }
  });
});
