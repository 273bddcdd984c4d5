import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renameInText, renameInValue } from './rename-root.ts';
import { findRootNames } from './root-names.ts';

const rename = (text: string, from = 'fetch', to = 'load') => renameInText(text, new Map([[from, to]]));

function own(source: string): readonly string[] | undefined {
  const names = findRootNames(source);
  return names && [...new Set(names.map(({ name }) => name))].toSorted();
}

const EXPRESSIONS: readonly string[] = [
  'fetch.body.orders',
  'fetch.body[total > limit].id',
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

describe('renaming in texts', () => {
  it('changes names that mean the step, and nothing else', () => {
    expect(rename('fetch {{ fetch.fetch & "fetch" }} and {{ a.fetch }}')).toBe(
      'fetch {{ load.fetch & "fetch" }} and {{ a.fetch }}',
    );
    expect(rename('{{ fetch.items[fetch = 1].{ "fetch": fetch } }}')).toBe(
      '{{ load.items[fetch = 1].{ "fetch": fetch } }}',
    );
    expect(rename('{{ {"fetch": fetch} }}')).toBe('{{ {"fetch": load} }}');
    expect(rename('{{ /* fetch */ fetch /* fetch */ }}')).toBe('{{ /* fetch */ load /* fetch */ }}');
    expect(rename('{{ `fetch`.x & "fetch".y & $$.fetch.z }}')).toBe('{{ load.x & load.y & $$.load.z }}');
    expect(rename('{{ $fetch + fetcher + fetch_2 }}')).toBe('{{ $fetch + fetcher + fetch_2 }}');
    expect(rename('{{ $match(a, /fetch/) }}')).toBe('{{ $match(a, /fetch/) }}');
    expect(rename('{{ fetch }}{{ fetch }}')).toBe('{{ load }}{{ load }}');
  });

  it('leaves alone what is escaped, open or cannot be read', () => {
    for (const text of ['\\{{ fetch }}', '{{ fetch', '{{ fetch + }}', 'fetch', '{{ }}', '{{ "}} fetch" }}'])
      expect(rename(text)).toBe(text);
    expect(rename('\\\\{{ fetch }}')).toBe('\\\\{{ load }}');
    expect(rename('{{ fetch + }} {{ fetch }}')).toBe('{{ fetch + }} {{ load }}');
  });

  it('goes through values and shares what stays', () => {
    const value = { a: '{{ fetch.x }}', b: { c: [1, 'fetch'] }, fetch: null };
    const renamed = renameInValue(value, new Map([['fetch', 'load']]));
    expect(renamed).toEqual({ a: '{{ load.x }}', b: { c: [1, 'fetch'] }, fetch: null });
    expect(renamed.b).toBe(value.b);
    expect(renameInValue(value, new Map([['other', 'x']]))).toBe(value);
  });

  it('exchanges two names at once', () => {
    const both = new Map([
      ['a', 'b'],
      ['b', 'a'],
    ]);
    expect(renameInText('{{ a.x + b.x }}', both)).toBe('{{ b.x + a.x }}');
  });

  it('comes back when renamed there and back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...EXPRESSIONS), (source) => {
        const there = rename(`x {{ ${source} }} y`, 'fetch', 'qqq');
        expect(own(rename(there, 'qqq', 'fetch').slice(5, -5))).toEqual(own(source));
      }),
    );
  });
});
