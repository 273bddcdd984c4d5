import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileExpression } from './expression.ts';

function references(source: string): readonly string[] {
  return compileExpression(source).references.map(({ root, path }) => [root, ...path].join('.'));
}

const CASES: readonly (readonly [source: string, references: readonly string[]])[] = [
  ['a', ['a']],
  ['a.b.c', ['a.b.c']],
  ['a[0].b', ['a.b']],
  ['a."b c".`d e`', ['a.b c.d e']],
  ['a + b.c & "d"', ['a', 'b.c']],
  ['a[total > vars.threshold].id', ['a.id']],
  ['a[total > $$.vars.threshold].id', ['a.id', 'vars.threshold']],
  ['$.a', ['a']],
  ['$$.a.b', ['a.b']],
  ['$map(a.list, function($x) { $x.b + other.c })', ['a.list', 'other.c']],
  ['a.{"x": y}', ['a']],
  ['{"x": y, z: 1}', ['y', 'z']],
  ['a{b: c}', ['a']],
  ['a^(b).c', ['a.c']],
  ['a ~> |b|{"c": d}|', ['a']],
  ['($x := a.b; $x.c + $x)', ['a.b']],
  ['a ? b : c', ['a', 'b', 'c']],
  ['a ?? b', ['a', 'b']],
  ['a ?: b', ['a', 'b']],
  ['[a, b.c]', ['a', 'b.c']],
  ['a ~> $sum', ['a']],
  ['a ~> $map(function($v) { $v * b })', ['a', 'b']],
  ['(a.b).c', ['a.b']],
  ['a.(b + $$.c)', ['a', 'c']],
  ['a@$x.b@$y.{"x": $x}', ['a', 'b']],
  ['-a', ['a']],
  ['$exists(a.b)', ['a.b']],
  ['"text"', []],
  ['$sum([1])', []],
  ['a.*', ['a']],
  ['a.**.b', ['a']],
  ['$pad(a, ?)', ['a']],
];

describe('the names an expression reads', () => {
  for (const [source, expected] of CASES) {
    it(`are ${expected.join(', ') || 'none'} in ${source}`, () => {
      assert.deepEqual([...references(source)].sort(), [...expected].sort());
      assert.equal(compileExpression(source).dynamic, false);
    });
  }

  it('may be any when the whole input is looked through', () => {
    for (const source of [
      '$',
      '$$',
      '*',
      '**.a',
      '*.a',
      '$keys($)',
      '$keys()',
      '$lookup($$, "a")',
      '$lookup("a")',
      '$ ~> $keys',
      '($x := $$; $x.a)',
      '$string()',
      'a[%.b = 1]',
      '$each(function($v) { $v })',
      '$$[a]',
      '$.*',
    ]) {
      assert.equal(compileExpression(source).dynamic, true, source);
    }
  });

  it('come with their places in the source', () => {
    for (const source of ['a.b + `c d`.e', 'x & "q" & aa."b c".d', '  one.two  ', '$$.abc[0].d']) {
      for (const { root, start, end } of compileExpression(source).references) {
        const text = source.slice(start, end);
        assert.ok(text.replaceAll('`', '').startsWith(root), `${source}: ${text}`);
        assert.ok(/^[`\w](?:.*[`"\w])?$/.test(text), text);
      }
    }
  });

  it('are warned about when a filter takes the place of a name', () => {
    assert.match(compileExpression('a["b"].c').warnings.join(), /always true/);
    assert.deepEqual(compileExpression('a.b').warnings, []);
  });
});
