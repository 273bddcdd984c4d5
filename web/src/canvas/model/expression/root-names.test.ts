import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression } from '#expressions/expression.ts';
import { findRootNames } from './root-names.ts';

/** Names the server finds, as the oracle. */
function oracle(source: string): readonly string[] {
  return [...new Set(compileExpression(source).references.map(({ root }) => root))].toSorted();
}

function own(source: string): readonly string[] | undefined {
  const names = findRootNames(source);
  return names && [...new Set(names.map(({ name }) => name))].toSorted();
}

const EXPRESSIONS: readonly string[] = [
  'fetch.body.orders',
  'fetch.body[total > limit].id',
  'fetch[total > limit].id',
  'fetch[total > limit][rest = 1]',
  '(fetch.a)[b = 1]',
  'fetch{ kind: $sum(price) }',
  'fetch^(price).id',
  'fetch@$f.items[$f.id = id]',
  '$sum(fetch.body.(net * vars.rate))',
  'fetch.{ "id": id, "net": net } ',
  '{ "fetch": fetch.x, other: 1 }',
  'fetch.items^(>price, name).title',
  'fetch.items{ category: $sum(price) }',
  '$map(fetch.items, function($v, $i) { $v.x + vars.y * $i })',
  '"fetch" & fetch.name & \'fetch\'',
  'fetch."body"."x y"',
  '"fetch".body',
  '`fetch`.body',
  '/* fetch */ fetch.a /* fetch */',
  '$contains(fetch.text, /fetch.*[a-z/]+/i) and input.ok',
  'input.a / fetch.b / 2',
  'fetch.a ? item.b : index',
  'fetch.note ?? "none"',
  'fetch.a ?: b.c',
  '( $x := fetch.a; $y := function($n){ $n * factor }; $y($x) )',
  '$$.fetch.a',
  'fetch.items@$o.prices[$o.id = id].amount',
  'fetch.items#$i[$i < 3].name',
  'fetch.items.$.name',
  'fetch.*.name',
  'fetch.**.price',
  '[1..fetch.count]',
  '[fetch.a, item.b, -index]',
  'fetch ~> |items|{"price": price * 2}, ["old"]|',
  'fetch.items ~> $map(function($v){ $v.id })',
  '$sort(fetch.items, function($a, $b) { $a.x > $b.x })',
  'fetch.items[0].tags[-1]',
  'fetch.a in [input.b, "fetch"]',
  '$substring(?, 0, 5)(fetch.a)',
  'fetch.or.and.in',
  'function($x)<n:n>{ $x + fetch.a }(2)',
  'fetch.items[].id',
  '(fetch.a; item.b).c',
  '-fetch.a + 3.5e2',
  'fetch.λ',
  '$lookup(fetch, "key")',
];

describe('names in expressions', () => {
  for (const source of EXPRESSIONS) {
    it(`finds in \`${source}\` what the server finds`, () => {
      expect(own(source)).toEqual(oracle(source));
    });
  }

  it('answers nothing for what cannot be read', () => {
    for (const source of ['1 +', 'a.', '(a', '"open', 'a b', '`a', '/* open', '}', '|a|b', '$f(', 'a ? b :'])
      expect(findRootNames(source), source).toBeUndefined();
    expect(findRootNames('('.repeat(5_000) + ')'.repeat(5_000))).toBeUndefined();
  });

  it('finds the same as the server in random expressions', () => {
    const { source } = fc.letrec<{ source: string }>((tie) => ({
      source: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom(
          'fetch',
          'item',
          'input.day',
          'vars.rate',
          '1',
          '"fetch"',
          'fetch.body.id',
          '$x',
          '`item`',
          'true',
        ),
        fc
          .tuple(
            tie('source'),
            fc.constantFrom('+', '&', '=', 'and', 'or', 'in', '??', '/', '*', '-', '<', '?:'),
            tie('source'),
          )
          .map(([a, op, b]) => `(${a} ${op} ${b})`),
        fc.tuple(tie('source'), tie('source')).map(([a, b]) => `fetch.items[${a} = ${b}].name`),
        fc.tuple(tie('source'), tie('source')).map(([a, b]) => `{ "fetch": ${a}, "k": ${b} }`),
        fc.tuple(tie('source'), tie('source'), tie('source')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
        tie('source').map((a) => `$sum(fetch.rows.(${a}))`),
        tie('source').map((a) => `item.list^(>${a}).id`),
        tie('source').map((a) => `$map([${a}], function($v) { ${a} })`),
        tie('source').map((a) => `item.rows{ kind: ${a} }`),
        tie('source').map((a) => `( $x := ${a}; $x )`),
        tie('source').map((a) => `fetch./* fetch "x */body.(${a})`),
      ),
    }));
    fc.assert(
      fc.property(source, (text) => {
        expect(own(text)).toEqual(oracle(text));
      }),
      { numRuns: 400 },
    );
  });
});
