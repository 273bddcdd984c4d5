import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AppError } from '#contract/app-error.ts';
import type { ErrorCode } from '#contract/error-table.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { compileTemplate, type ValueScope } from './template.ts';

const values: JsonObject = {
  fetch: { body: { items: [{ id: 1 }, { id: 2 }], name: 'x', none: null, yes: true } },
  input: { day: 'mon', n: 3 },
  vars: {},
};

function scopeOf(object: JsonObject): ValueScope & { readonly asked: Set<string> } {
  const asked = new Set<string>();
  return {
    asked,
    get: (name) => {
      asked.add(name);
      return Object.hasOwn(object, name) ? object[name] : undefined;
    },
    has: (name) => Object.hasOwn(object, name),
    names: () => Object.keys(object),
  };
}

const resolve = (template: JsonValue) => compileTemplate(template).resolve(scopeOf(values));

function refusal(code: ErrorCode, message: RegExp, data: JsonObject = {}) {
  return (thrown: unknown) => {
    assert.ok(thrown instanceof AppError, String(thrown));
    assert.equal(thrown.code, code, thrown.message);
    assert.match(thrown.message, message);
    for (const [key, value] of Object.entries(data)) assert.deepEqual(thrown.data?.[key], value, key);
    return true;
  };
}

describe('a template', () => {
  it('without an expression is static, and resolves to the very same value', () => {
    const value = { a: [1, 'text', { b: null }], 'c}}': '}}' };
    const template = compileTemplate(value);
    assert.equal(template.isStatic, true);
    assert.equal(template.resolve(scopeOf({})), value);
  });

  it('that is one expression keeps the type', async () => {
    assert.deepEqual(resolve('{{ fetch.body.items }}'), [{ id: 1 }, { id: 2 }]);
    assert.equal(resolve('  {{ input.n }}\n'), 3);
    assert.equal(resolve('{{fetch.body.yes}}'), true);
    assert.equal(resolve('{{ fetch.body.none }}'), null);
    assert.deepEqual(await resolve('{{ {"a": {"b": input.n}} }}'), { a: { b: 3 } });
    assert.deepEqual(await resolve('{{{"a": 1}}}'), { a: 1 });
  });

  it('passes data on without copying it', () => {
    const scope = scopeOf(values);
    assert.equal(
      compileTemplate('{{ fetch.body.items }}').resolve(scope),
      (values.fetch as { body: { items: JsonValue } }).body.items,
    );
  });

  it('of several parts is text', async () => {
    assert.equal(resolve('{{ input.day }}-{{ input.n }}'), 'mon-3');
    assert.equal(
      resolve('[{{ fetch.body.none }}] {{ fetch.body.yes }} {{ fetch.body.items }}'),
      '[] true [{"id":1},{"id":2}]',
    );
    assert.equal(await resolve('{{ $uppercase(input.day) }}! {{ input.n }}'), 'MON! 3');
  });

  it('resolves at once unless an expression needs the evaluator', () => {
    assert.ok(!(resolve({ a: '{{ input.n }}', b: ['{{ input.n > 2 ? "many" : "few" }}'] }) instanceof Promise));
    assert.ok(resolve({ a: '{{ input.n }}', b: ['{{ $string(input.n) }}'] }) instanceof Promise);
  });

  it('resolves inside lists and objects, keeping keys in their order', async () => {
    const result = await resolve({ z: '{{ input.n }}', a: [1, '{{ $sum([input.n, 1]) }}'], c: { d: 'as it is' } });
    assert.equal(JSON.stringify(result), '{"z":3,"a":[1,4],"c":{"d":"as it is"}}');
  });

  it('keeps a key called __proto__ as data', () => {
    const result = resolve(JSON.parse('{"__proto__": "{{ input.n }}"}'));
    assert.equal(JSON.stringify(result), '{"__proto__":3}');
  });

  it('writes braces after a backslash', () => {
    assert.equal(resolve('\\{{ x }}'), '{{ x }}');
    assert.equal(resolve('\\\\{{ input.day }}'), '\\mon');
    assert.equal(resolve('\\{{ {{ input.day }} }}'), '{{ mon }}');
  });

  it('finds the end of an expression past texts, names, comments and patterns with braces in them', async () => {
    assert.equal(resolve('{{ "}}" & input.day }}'), '}}mon');
    assert.equal(resolve('{{ "\\"}}" }}'), '"}}');
    assert.equal(await resolve('{{ /* }} */ input.day }}'), 'mon');
    assert.equal(await resolve('{{ $contains(input.day, /^(m{1}){1}/) }}'), true);
    assert.equal(await resolve('{{ input.n / 3 / 1 }}|{{ input.n }}'), '1|3');
    assert.equal(await resolve('{{ `}}` ?? "d" }}'), 'd');
  });

  it('knows what it reads', () => {
    const template = compileTemplate({ a: 'x {{ fetch.body.items[0].id }}', b: ['{{ input.day & vars.x }}'] });
    assert.deepEqual(
      template.references.map(({ root, path }) => [root, ...path].join('.')),
      ['fetch.body.items.id', 'input.day', 'vars.x'],
    );
    assert.deepEqual(
      template.expressions.map(({ pointer, position }) => [pointer, position]),
      [
        ['/a', 5],
        ['/b/0', 3],
      ],
    );
    assert.equal(template.dynamic, false);
    assert.equal(compileTemplate('{{ $keys($) }}').dynamic, true);
  });

  it('hands the evaluator only what is named, unless anything may be', async () => {
    const scope = scopeOf(values);
    await compileTemplate('{{ $uppercase(input.day) }}').resolve(scope);
    assert.deepEqual(scope.asked, new Set(['input']));
    assert.deepEqual(await resolve('{{ $keys($) }}'), ['fetch', 'input', 'vars']);
  });

  it('that gives nothing fails, naming the expression, its place and the keys that were there', async () => {
    assert.throws(
      () => resolve({ url: ['{{ fetch.body.itms }}'] }),
      refusal(
        'expression-empty',
        /`fetch\.body\.itms` at \/url\/0 gives nothing\. fetch\.body has no itms; it has items, name, none, yes/,
        {
          pointer: '/url/0',
          keys: ['items', 'name', 'none', 'yes'],
        },
      ),
    );
    assert.throws(
      () => resolve('{{ fetsh.body }}'),
      refusal('expression-empty', /There is no fetsh; there is fetch, input, vars/),
    );
    assert.throws(
      () => resolve('Hello {{ input.name }}'),
      refusal('expression-empty', /input has no name; it has day, n/),
    );
    await assert.rejects(
      async () => resolve('{{ fetch.body.items.idd }}'),
      refusal('expression-empty', /fetch\.body\.items has no idd; it has id/),
    );
    await assert.rejects(
      async () => resolve('{{ fetch.body.items[id > 5] }}'),
      refusal('expression-empty', /Nothing in the data matches/),
    );
    const wide = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`k${index}`, index]));
    assert.throws(
      () => compileTemplate('{{ a.x }}').resolve(scopeOf({ a: wide })),
      refusal('expression-empty', /k19, …/, { keys: Array.from({ length: 20 }, (_, index) => `k${index}`) }),
    );
  });

  it('takes a default instead of nothing', () => {
    assert.equal(resolve('{{ input.name ?? "you" }}'), 'you');
    assert.equal(resolve('{{ fetsh.body ?? null }}'), null);
  });

  it('tells where a failing expression stands', async () => {
    assert.throws(
      () => resolve({ a: { b: '{{ input.day - 1 }}' } }),
      refusal('expression-failed', /\/a\/b/, { pointer: '/a/b' }),
    );
    await assert.rejects(
      async () => resolve({ a: '{{ $error("boo") }}' }),
      refusal('expression-failed', /boo/, { pointer: '/a' }),
    );
  });

  it('leaves no rejection unheard when several parts fail', async () => {
    assert.throws(() => resolve(['{{ $error("late") }}', '{{ input.zz }}']), refusal('expression-empty', /zz/));
    await assert.rejects(
      async () => resolve(['{{ $error("one") }}', '{{ $error("two") }}']),
      refusal('expression-failed', /one/),
    );
    await new Promise((done) => setImmediate(done));
  });

  it('is refused when an expression is not closed, empty or invalid, with its place', () => {
    assert.throws(
      () => compileTemplate({ a: 'x {{ y' }),
      refusal('expression-invalid', /without its/, { pointer: '/a', position: 2 }),
    );
    assert.throws(() => compileTemplate('{{ }}'), refusal('expression-invalid', /empty/));
    assert.throws(() => compileTemplate('{{ "x }}'), refusal('expression-invalid', /without its/));
    assert.throws(
      () => compileTemplate({ 'a/b': 'abc {{ 1 + }}' }),
      refusal('expression-invalid', /cannot be read/, { pointer: '/a~1b', offset: 10 }),
    );
  });

  it('is refused when it is nested without end', () => {
    let value: JsonValue = '{{ a }}';
    for (let depth = 0; depth < 5_000; depth++) value = [value];
    assert.throws(() => compileTemplate(value), refusal('expression-invalid', /nested/));
  });

  it('writes any text back that holds no braces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('{{'));
        assert.equal(compileTemplate(text).resolve(scopeOf({})), text);
      }),
    );
  });

  it('writes any text back once its braces are escaped', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('{{', '}}', '\\', 'a', ' ', '{', '"')).map((parts) => parts.join('')),
        (text) => {
          // Every backslash directly before two braces counts, so each is doubled, and one more escapes the braces.
          const escaped = text.replace(/(\\*)\{\{/g, (_, slashes: string) => `${slashes}${slashes}\\{{`);
          assert.equal(compileTemplate(escaped).resolve(scopeOf({})), text);
        },
      ),
    );
  });

  it('keeps any value an expression names as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify(value));
        assert.deepEqual(compileTemplate({ x: '{{ a.b }}' }).resolve(scopeOf({ a: { b: plain } })), { x: plain });
      }),
    );
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(
        fc
          .array(
            fc.constantFrom(
              '{{',
              '}}',
              '{',
              '}',
              '"',
              "'",
              '`',
              '/',
              '*',
              '\\',
              'a',
              '.',
              '(',
              ')',
              '[',
              ']',
              ' ',
              '$',
              '??',
            ),
          )
          .map((parts) => parts.join('')),
        (text) => {
          try {
            compileTemplate(text);
          } catch (thrown) {
            assert.ok(thrown instanceof AppError && thrown.code === 'expression-invalid', String(thrown));
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
