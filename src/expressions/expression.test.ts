import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import type jsonata from 'jsonata';
import { AppError } from '#contract/app-error.ts';
import type { ErrorCode } from '#contract/error-table.ts';
import type { JsonValue } from '#contract/json.ts';
import { compileExpression, createExpression } from './expression.ts';
import { EVALUATION_LIMITS } from './limits.ts';

const reference = createRequire(import.meta.url)('jsonata') as typeof jsonata;

const data = {
  a: { b: [1, 2, { c: 3 }], e: [], n: null, s: 'x', 'x y': 5 },
  orders: [
    { id: 1, total: 10, c: 'a' },
    { id: 2, total: 30, c: 'b' },
    { id: 3, total: 20, c: 'a' },
  ],
  f: 2,
};

/** Same results as JSONata, though many of its functions were replaced. */
const SAME = [
  'a.b[2].c',
  'a.*',
  '*.s',
  '**.c',
  'a.b[]',
  'a.s[]',
  'orders[total>15][]',
  'orders[total>15].id',
  'orders{c: $sum(total)}',
  'orders^(>total).id',
  'orders.{"id": id, "p": %.f}',
  'orders@$o.a@$x.{"t": $o.total, "s": $x.s}',
  'orders#$i[$i=1].id',
  '$map(orders, function($o, $i) { $o.total * $i })',
  '$map([1, 2], $string)',
  '$map(["a", "b"], $pad(?, 3))',
  '$filter(orders, function($o) { $o.total > 15 })',
  '$reduce(orders.total, function($a, $b) { $a + $b })',
  '$reduce([1..4], function($a, $b, $i, $all) { $a + $b * $i + $count($all) }, 7)',
  '$single(orders, function($o) { $o.id = 2 })',
  '$each(a, function($v, $k) { $k })',
  '$sift(a, function($v, $k) { $k = "s" })',
  '$sift(a, function($v) { false })',
  '$sort([3, 1, 2])',
  '$sort(["b", "a"])',
  '$sort(orders, function($l, $r) { $l.total > $r.total }).id',
  '$distinct(orders.c)',
  '$distinct([1, "1", {"a": 1}, {"a": 1}, null, null])',
  '$spread({"a": 1, "b": 2})',
  '$spread([{"a": 1}, {"b": 2}])',
  '$spread("x")',
  '$pad("x", 5, "ab")',
  '$pad("x", -5, "ab")',
  '$pad("xyz", 2)',
  '$join(["a", "b"], "-")',
  '$join("a")',
  '$string(orders)',
  '$string(a, true)',
  '$string(0.1 + 0.2)',
  '$clone(a)',
  'a ~> |$|{"s": "y"}, ["b"]|',
  '$replace("abcabc", /b(.)/, "$1$1")',
  '$replace("abcabc", "b", "X", 1)',
  '$replace("abc", /b/i, function($m) { $uppercase($m.match) })',
  '$match("abcabc", /b(.)/)',
  '$split("a1b22c", /[0-9]+/)',
  '$contains("hello", /L+/i)',
  '$toMillis("2020-01-02", "[Y0001]-[M01]-[D01]")',
  '$toMillis("2020-01-02T00:00:00Z")',
  '$base64encode("hi")',
  '$zip([1, 2], [3, 4])',
  '[1..5]',
  '[1, 2, 3].($ & "x")',
  '{"a": {"b": f}}',
  '($f := function($x) { $x <= 1 ? 1 : $x * $f($x - 1) }; $f(5))',
  '($f := function($x, $n) { $n = 0 ? $x : $f($x + 1, $n - 1) }; $f(0, 1000))',
  '$uppercase(a.s) & 1.1 & a.b',
  '"a" ~> $uppercase ~> $lowercase',
  'a."x y" + a.`x y`',
];

function rejects(code: ErrorCode, message?: RegExp) {
  return (thrown: unknown) => {
    assert.ok(thrown instanceof AppError, String(thrown));
    assert.equal(thrown.code, code, thrown.message);
    if (message !== undefined) assert.match(thrown.message, message);
    return true;
  };
}

async function fails(source: string, input: JsonValue, code: ErrorCode, message?: RegExp): Promise<void> {
  await assert.rejects(async () => compileExpression(source).evaluate(input), rejects(code, message), source);
}

describe('an expression', () => {
  for (const source of SAME) {
    it(`gives what JSONata gives for ${source}`, async () => {
      const before = structuredClone(data);
      const expected: unknown = await reference(source).evaluate(structuredClone(data));
      const actual = await compileExpression(source).evaluate(data);
      assert.deepEqual(actual, expected === undefined ? undefined : JSON.parse(JSON.stringify(expected)));
      assert.deepEqual(data, before, 'the input was changed');
    });
  }

  it('sees variables that are bound', async () => {
    assert.equal(await compileExpression('$x + price').evaluate({ price: 1 }, { x: 2 }), 3);
  });

  it('takes a list as one input', async () => {
    assert.equal(await compileExpression('$count($)').evaluate([1, 2, 3]), 3);
    assert.deepEqual(await compileExpression('id').evaluate([{ id: 1 }, { id: 2 }]), [1, 2]);
  });

  it('is compiled once', () => {
    assert.equal(compileExpression('a.b + 1'), compileExpression('a.b + 1'));
  });

  it('reaches no JavaScript', async () => {
    for (const source of [
      'a.constructor',
      'a.__proto__',
      'a.toString',
      '$lookup(a, "constructor")',
      'constructor',
      '__proto__.polluted',
      'a.b.length',
      '$lookup($$, "__proto__")',
    ]) {
      assert.equal(await compileExpression(source).evaluate(data), undefined, source);
    }
    await fails('a.s.constructor("return 1")()', data, 'expression-failed');
    assert.equal(await compileExpression('$spread($sum).implementation').evaluate(data), undefined);
    assert.equal(await compileExpression('$spread([$sum]).signature.validate').evaluate(data), undefined);
  });

  it('never gives a function', async () => {
    await fails('$sum', data, 'expression-failed', /function/);
    await fails('function($x) { $x }', data, 'expression-failed', /function/);
    await fails('{"f": $sum}', data, 'expression-failed', /function/);
    await fails('/a/', data, 'expression-failed', /function/);
  });

  it('never gives a number JSON does not have', async () => {
    await fails('1 / 0', data, 'expression-failed', /Infinity/);
    await fails('[0 / 0]', data, 'expression-failed', /NaN/);
  });

  it('gives plain lists and objects', async () => {
    const value = await compileExpression('orders{c: $}').evaluate(data);
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
    const list = await compileExpression('orders.id').evaluate(data);
    assert.deepEqual(Reflect.ownKeys(Object(list)), ['0', '1', '2', 'length']);
  });

  it('keeps a key called __proto__ as data', async () => {
    const value = await compileExpression('{"__proto__": {"x": 1}}').evaluate({});
    assert.deepEqual(Object.keys(Object(value)), ['__proto__']);
    assert.equal(Object(value).x, undefined);
  });

  it('leaves the data alone, also where JSONata would write into it', async () => {
    const input = { list: [1, 2], object: { a: 1 } };
    assert.deepEqual(await compileExpression('list[]').evaluate(input), [1, 2]);
    assert.deepEqual(Reflect.ownKeys(input.list), ['0', '1', 'length']);
    await fails('object(1)', input, 'expression-failed');
    await fails('($f := function($x) { $x(1) }; $f(object))', input, 'expression-failed');
    assert.deepEqual(input.object, { a: 1 });
    const frozen = Object.freeze({ list: Object.freeze([1]) });
    assert.deepEqual(await compileExpression('list[]').evaluate(frozen), [1]);
  });

  it('refuses a transform that reaches beyond its copy', () => {
    for (const source of [
      '{} ~> |$sum|{"implementation": 1}|',
      '{} ~> |$$.a|{"x": 1}|',
      '($x := a; {} ~> |$x|{"x": 1}|)',
      '{} ~> |($sum)|{}|',
    ]) {
      assert.throws(() => compileExpression(source), rejects('expression-invalid', /path/), source);
    }
  });

  it('says where a text is no expression', () => {
    assert.throws(
      () => compileExpression('a +\n  * b )'),
      (thrown) => {
        rejects('expression-invalid', /line 2/)(thrown);
        assert.ok(thrown instanceof AppError);
        assert.equal(thrown.data?.line, 2);
        assert.equal(typeof thrown.data?.column, 'number');
        assert.equal(typeof thrown.data?.position, 'number');
        return true;
      },
    );
    for (const source of [
      '',
      '  ',
      'a.',
      '(',
      '"x',
      'a b',
      '`x',
      '{"a"}',
      '$eval("1")',
      'a\0b',
      'x'.repeat(20_000),
      '/(?=a)/',
      '/(a)\\1/',
    ]) {
      assert.throws(() => compileExpression(source), rejects('expression-invalid'), source.slice(0, 50));
    }
  });

  it('refuses sources that would cost the parser more than they are long', () => {
    const nested = `${'('.repeat(40)}a${' ?? b)'.repeat(40)}`;
    assert.throws(() => compileExpression(nested), rejects('expression-invalid', /inside one another/));
    const deep = `${'['.repeat(4_900)}${']'.repeat(4_900)}`;
    assert.throws(() => compileExpression(deep), rejects('expression-invalid', /nested/));
    assert.ok(compileExpression(`a${' ?? b'.repeat(200)}`));
  });

  it('names the reason and place of a failure, without data', async () => {
    await fails('orders.c + 1', data, 'expression-failed', /left side of the "\+" operator.*number/);
    await fails('$error("no stock")', data, 'expression-failed', /no stock/);
    await fails('$number("x")', data, 'expression-failed', /line 1, column/);
    await fails('$sum("x")', data, 'expression-failed');
  });
});

describe('an expression that costs too much', () => {
  const quick = (source: string) => createExpression(source, { ...EVALUATION_LIMITS, timeMs: 100 });
  const limited = (source: string, input: JsonValue = data) =>
    assert.rejects(quick(source).evaluate(input), rejects('expression-limit'), source);

  it('is stopped when it runs too long', async () => {
    await limited('($f := function() { $f() }; $f())');
    await limited('$map([1..100000], function($x) { $sum([1..$x]) })');
    await limited('$map([1..1000000], $string)');
    await limited('$reduce([1..1000000], $append)');
  });

  it('is stopped when it recurses without end', async () => {
    await limited('($f := function($x) { 1 + $f($x) }; $f(1))');
  });

  it('is stopped when it makes too much', async () => {
    await limited('[1..2000000]');
    await limited('[1..100000].([1..100000])');
    await limited('$pad("", 100000000)');
    await limited('($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $f("0123456789", 30))');
    await limited('$join($map([1..2000], function() { $pad("x", 10000) }))');
    await limited('$replace($pad("a", 1000000, "a"), "a", $pad("b", 100000, "b"))');
    await limited('($f := function($x, $n) { $n = 0 ? $x : $f([[$x], [$x]], $n - 1) }; $string($f(1, 30)))');
    await limited('($f := function($x, $n) { $n = 0 ? $x : $f([[$x], [$x]], $n - 1) }; $f(1, 30))');
  });

  it('is stopped when its result contains itself', async () => {
    await limited('{"a": 1} ~> |$|{"self": $}|');
  });

  it('is stopped when a regular expression is out of proportion', async () => {
    await limited('$contains(text, /(a|b|c|d|e|f){200}x/)', { text: 'a'.repeat(1_000_000) });
    assert.equal(
      await compileExpression('$contains(text, /(a+)+$/)').evaluate({ text: `${'a'.repeat(50_000)}!` }),
      false,
    );
    assert.throws(() => compileExpression('$match("", /((a{1000}){1000}){1000}/)'), rejects('expression-invalid'));
  });

  it('is stopped when a date picture would backtrack', async () => {
    await limited(`$toMillis("${'-'.repeat(90)}", "${'[Yw]'.repeat(12)}")`);
  });

  it('finds duplicates among many values without comparing each pair', async () => {
    const input = { list: Array.from({ length: 100_000 }, (_, index) => index % 50_000) };
    assert.equal(await compileExpression('$count($distinct(list))').evaluate(input), 50_000);
  });

  it('lets others run meanwhile, and charges each for its own time', async () => {
    const slow = '$sum($map([1..5000], function($x) { $x * 2 }))';
    let turns = 0;
    let running = true;
    const count = () => {
      turns++;
      if (running) setImmediate(count);
    };
    setImmediate(count);
    const results = await Promise.all(Array.from({ length: 4 }, () => compileExpression(slow).evaluate({})));
    running = false;
    assert.deepEqual(new Set(results), new Set([25_005_000]));
    assert.ok(turns > 5, `the event loop turned only ${turns} times`);
  });

  it('leaves JSONata as it was for the next expression', async () => {
    await limited('($f := function() { $f() }; $f())');
    assert.equal(await compileExpression('$sum([1, 2]) & $uppercase("a")').evaluate({}), '3A');
  });

  it('fails, and no more, on data that looks like the inside of JSONata', async () => {
    const forged = {
      items: [{ tupleStream: true, '@': 1, sum: 2 }],
      f: { _jsonata_lambda: true, thunk: true, body: { procedure: {} } },
    };
    await fails('items.{"x": $sum([1])}', forged, 'expression-failed', /tupleStream/);
    await fails('$f(1)', forged, 'expression-failed');
    await fails('$map([1], f)', forged, 'expression-failed');
  });
});
