import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type jsonata from 'jsonata';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { compileExpression } from './expression.ts';
import { SLOW } from './fast-path.ts';

const reference = createRequire(import.meta.url)('jsonata') as typeof jsonata;

const NAMES = ['a', 'b', 'c', 'x y', 'in', 'constructor', '__proto__'];
const key = fc.constantFrom(...NAMES);

const scalar: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom('', 'x', '1', 'ab'),
);

const data = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc
    .array(fc.tuple(key, tie('value')), { maxLength: 4 })
    .map((entries) =>
      JSON.parse(`{${entries.map(([name, item]) => `${JSON.stringify(name)}:${JSON.stringify(item)}`).join(',')}}`),
    ),
})).object;

const quoted = (name: string) => (/^[a-z]$/.test(name) ? name : `\`${name}\``);
const index = fc.oneof(
  fc.constant(''),
  fc.constant(''),
  fc.integer({ min: -3, max: 3 }).map((n) => `[${n}]`),
  fc.constantFrom('[1.5]', '[0][0]'),
);
const path = fc
  .array(fc.tuple(key, index), { minLength: 1, maxLength: 3 })
  .map((steps) => steps.map(([name, at]) => quoted(name) + at).join('.'));
const literal = fc.oneof(fc.constantFrom('true', 'false', 'null', '""', "'x'", '"1"', '0', '1', '-2', '1.5', '1e300'));

const { source } = fc.letrec<{ source: string }>((tie) => ({
  source: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    path,
    literal,
    fc
      .tuple(
        tie('source'),
        fc.constantFrom('=', '!=', '<', '<=', '>', '>=', 'in', 'and', 'or', '+', '-', '*', '/', '%', '&'),
        tie('source'),
      )
      .map(([left, op, right]) => `(${left} ${op} ${right})`),
    fc
      .tuple(tie('source'), fc.constantFrom('??', '?:'), tie('source'))
      .map(([left, op, right]) => `(${left} ${op} ${right})`),
    fc.tuple(tie('source'), tie('source'), tie('source')).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
    fc.tuple(tie('source'), tie('source')).map(([test, yes]) => `(${test} ? ${yes})`),
    tie('source').map((inner) => `-(${inner})`),
    tie('source').map((inner) => `$exists(${inner})`),
  ),
}));

type Outcome = { readonly value: string | undefined } | { readonly failure: string };

async function expected(text: string, input: JsonObject): Promise<Outcome> {
  try {
    const value: unknown = await reference(text).evaluate(JSON.parse(JSON.stringify(input)));
    if (typeof value === 'number' && !Number.isFinite(value)) return { failure: 'number' };
    return { value: JSON.stringify(value) };
  } catch (thrown) {
    return { failure: String((thrown as { code?: unknown }).code) };
  }
}

function toFailure(thrown: unknown): Outcome {
  assert.ok(thrown instanceof AppError, String(thrown));
  return { failure: String(thrown.data?.reason ?? 'number') };
}

function now(text: string, input: JsonObject): Outcome | typeof SLOW {
  try {
    const value = compileExpression(text).evaluateNow({
      get: (name) => (Object.hasOwn(input, name) ? input[name] : undefined),
    });
    return value === SLOW ? SLOW : { value: JSON.stringify(value) };
  } catch (thrown) {
    return toFailure(thrown);
  }
}

async function eventually(text: string, input: JsonObject): Promise<Outcome> {
  try {
    return { value: JSON.stringify(await compileExpression(text).evaluate(input)) };
  } catch (thrown) {
    return toFailure(thrown);
  }
}

describe('expressions that need no evaluator', () => {
  it('give exactly what JSONata gives, or leave it to JSONata', async () => {
    let fast = 0;
    await fc.assert(
      fc.asyncProperty(source, data, async (text, input) => {
        const want = await expected(text, input);
        const got = now(text, input);
        if (got === SLOW) return;
        fast++;
        assert.deepEqual(got, want);
      }),
      { numRuns: 1_000 },
    );
    assert.ok(fast > 450, `only ${fast} of 1000 expressions took the fast way`);
  });

  it('agree with JSONata about every operator on every pair of kinds', async () => {
    const sides: JsonObject[] = [
      {},
      ...[
        null,
        true,
        false,
        0,
        1,
        2.5,
        '',
        'a',
        'b',
        '1',
        [],
        [0],
        [1],
        [1, 'a'],
        [[]],
        {},
        { a: 1 },
        { a: 1, b: [1] },
        { length: 0 },
      ].map((x) => ({ x })),
    ];
    for (const op of ['=', '!=', '<', '<=', '>', '>=', 'in', 'and', 'or', '+', '-', '*', '/', '%', '&', '??', '?:']) {
      const text = `l.x ${op} r.x`;
      for (const l of sides) {
        for (const r of structuredClone(sides)) {
          const got = now(text, { l, r });
          assert.notEqual(got, SLOW, text);
          assert.deepEqual(got, await expected(text, { l, r }), `${JSON.stringify(l.x)} ${op} ${JSON.stringify(r.x)}`);
        }
      }
    }
  });

  it('give what JSONata gives when they are left to it', async () => {
    await fc.assert(
      fc.asyncProperty(source, data, async (text, input) => {
        assert.deepEqual(await eventually(text, input), await expected(text, input));
      }),
      { numRuns: 400 },
    );
  });

  it('read a plain path without the parser as JSONata does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(fc.tuple(fc.constantFrom('a', 'b', 'c'), index), { minLength: 1, maxLength: 3 })
          .map((steps) => steps.map((step) => step.join('')).join('.')),
        data,
        async (text, input) => {
          assert.deepEqual(await eventually(text, input), await expected(text, input));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('answer at once for paths, comparisons and defaults', () => {
    const input = { a: { b: 1 } };
    for (const [text, value] of [
      ['a.b', '1'],
      ['a.b = 1 and a.b < 2', 'true'],
      ['a.z ?? "none"', '"none"'],
      ['a.b ? "yes" : "no"', '"yes"'],
      ['"n" & a.b', '"n1"'],
    ] as const) {
      assert.deepEqual(now(text, input), { value }, text);
    }
  });
});
