import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { runBounded } from './run-bounded.ts';

test('work gives its result and throws its own errors', () => {
  assert.equal(
    runBounded('Work', 1_000, () => 42),
    42,
  );
  assert.equal(
    runBounded('Work', 1_000, () => undefined),
    undefined,
  );
  assert.throws(
    () =>
      runBounded('Work', 1_000, () => {
        throw new AppError('data-invalid', 'no');
      }),
    { code: 'data-invalid' },
  );
});

test('work that does not end is stopped, and later work is not harmed', () => {
  const spin = (): never => {
    for (;;);
  };
  assert.throws(() => runBounded('Spinning', 50, spin), {
    code: 'limit-exceeded',
    message: /Spinning took longer than 50 ms/,
  });
  assert.throws(() => runBounded('A pattern', 50, () => /^(a+)+$/.test(`${'a'.repeat(50)}b`)), {
    code: 'limit-exceeded',
  });
  assert.equal(
    runBounded('Work', 1_000, () => 'fine'),
    'fine',
  );
});
