import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileGlob } from './glob.ts';

const matches = (pattern: string, path: string): boolean => compileGlob(pattern).matches(path);

test('patterns match as people expect of globs', () => {
  const yes: readonly (readonly [string, string])[] = [
    ['*', 'a/b/c.txt'],
    ['**', 'a/b/c.txt'],
    ['*.csv', 'deep/down/a.csv'],
    ['./src/*.ts', 'src/a.ts'],
    ['src/**/*.ts', 'src/a.ts'],
    ['src/**/*.ts', 'src/x/y/a.ts'],
    ['**/package.json', 'package.json'],
    ['**/package.json', 'a/@b/package.json'],
    ['src/**', 'src/a/b'],
    ['a?c', 'abc'],
    ['[a-c]1', 'b1'],
    ['[!a]1', 'b1'],
    ['{a,b}.{x,y}', 'b.x'],
    ['a/{b,c/**}/d', 'a/c/x/d'],
    ['a\\*b', 'a*b'],
    ['a.b+(c)$', 'a.b+(c)$'],
    ['dist/', 'dist'],
    ['*', 'line\nbreak'],
  ];
  for (const [pattern, path] of yes) assert.ok(matches(pattern, path), `${pattern} ${path}`);
  const no: readonly (readonly [string, string])[] = [
    ['src/*.ts', 'src/x/a.ts'],
    ['src/*.ts', 'x/src/a.ts'],
    ['*.csv', 'a.csvx'],
    ['a?c', 'a/c'],
    ['[!a]1', '/1'],
    ['a.b', 'axb'],
    ['src/**', 'other/a'],
    ['a\\*b', 'axb'],
    ['a/**/b', 'ab'],
  ];
  for (const [pattern, path] of no) assert.ok(!matches(pattern, path), `${pattern} ${path}`);
});

test('a literal path matches itself and nothing longer', () => {
  const name = fc
    .string({ minLength: 1, maxLength: 8 })
    .filter((text) => !/[/*?[\]{}\\,]/.test(text) && !/^\.+$/.test(text));
  fc.assert(
    fc.property(fc.array(name, { minLength: 2, maxLength: 4 }), (names) => {
      const path = names.join('/');
      assert.ok(matches(path, path));
      assert.ok(!matches(path, `${path}x`));
      assert.deepEqual(compileGlob(path).prefix, names.slice(0, -1));
    }),
  );
});

test('any text is a glob or refused with a reason', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab*?[]{}\\,/!^-.&~$') }), (pattern) => {
      try {
        matches(pattern, 'a/b');
      } catch (error) {
        assert.ok(error instanceof Error && 'code' in error && error.code === 'input-invalid', `${pattern}: ${error}`);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('hostile patterns and names take no time', () => {
  const startedAt = performance.now();
  matches('*a'.repeat(100), `${'a'.repeat(5_000)}b`);
  matches(`${'**/'.repeat(100)}x`, 'a/'.repeat(2_000));
  matches('{a,{a,{a,{a,a}}}}'.repeat(20), 'a'.repeat(200));
  assert.ok(performance.now() - startedAt < 5_000);
});
