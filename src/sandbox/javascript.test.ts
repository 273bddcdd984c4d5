import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import { type JavaScriptRequest, runJavaScript } from './javascript.ts';
import type { LogLine } from './javascript-protocol.ts';

type Options = Partial<Omit<JavaScriptRequest, 'code' | 'input'>>;

const run = async (code: string, input: JsonValue = null, options: Options = {}): Promise<JsonValue> =>
  (await runJavaScript({ code, input, ...options })).result;

const failure = async (code: string, options: Options = {}, input: JsonValue = null): Promise<AppError> => {
  const thrown = await run(code, input, options).then(
    (result) => assert.fail(`returned ${JSON.stringify(result)?.slice(0, 100)}`),
    (error: unknown) => error,
  );
  assert.ok(thrown instanceof AppError, String(thrown));
  return thrown;
};

const limitOf = async (code: string, options: Options = {}): Promise<unknown> => {
  const error = await failure(code, options);
  assert.equal(error.code, 'code-limit', error.message);
  return error.data?.limit;
};

test('code sees its input and returns JSON', async () => {
  assert.deepEqual(await run('return input.list.map((n) => n * 2)', { list: [1, 2, 3] }), [2, 4, 6]);
  assert.equal(await run(''), null);
  assert.equal(await run('// a comment at the end'), null);
  assert.equal(await run('return new Date(0)'), '1970-01-01T00:00:00.000Z');
});

test('await works on promises the code makes itself', async () => {
  assert.equal(await run('const add = async (a, b) => a + b; return await add(await 1, 2)'), 3);
  assert.deepEqual(await run('return Promise.all([1, Promise.resolve(2)])'), [1, 2]);
});

test('any JSON value passes in and out unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (value) => {
      const json = JSON.parse(JSON.stringify(value));
      assert.deepEqual(await run('return input', json), json);
    }),
    { numRuns: 60 },
  );
  const odd = JSON.parse('{"__proto__": {"x": 1}, "constructor": "\\ud800\\u0000\\u2028 é 😀", "n": -0.1}');
  assert.deepEqual(await run('return input', odd), odd);
});

test('a thrown error names its kind, message and line in the code', async () => {
  const error = await failure("const a = 1;\n\nthrow new TypeError('no good');");
  assert.equal(error.code, 'code-failed');
  assert.equal(error.message, 'The code failed at line 3: TypeError: no good');
  assert.deepEqual(error.data, { name: 'TypeError', line: 3 });
  assert.match((await failure('\nreturn missing.x')).message, /line 2: ReferenceError/);
  assert.match((await failure('await 1;\nawait Promise.reject(new Error("later"))')).message, /Error: later/);
  assert.match((await failure('throw { reason: 5 }')).message, /\{"reason":5\}/);
  assert.match((await failure('throw undefined')).message, /undefined/);
});

test('code that cannot be parsed is refused with its line', async () => {
  assert.match((await failure('const a = 1;\nconst b = ;')).message, /cannot be read at line 2/);
  assert.match((await failure('if (true) {')).message, /cannot be read at line 1/);
});

test('a result that is no JSON is refused by name', async () => {
  const cases = {
    'return 5n': /BigInt/,
    'return { a: { f() {} } }': /function at "f"/,
    'return Symbol()': /symbol/,
    'const a = []; a.push(a); return a': /contains itself/,
    'return [NaN]': /number NaN/,
    'return 1 / 0': /number Infinity/,
    'return new Map([[1, 2]])': /Map/,
    'return { a: Promise.resolve(1) }': /await/,
    'return new Uint8Array(3)': /typed array/,
    'return { e: new Error("x") }': /Error/,
    'return { toJSON() { throw new Error("own") } }': /own/,
  };
  for (const [code, expected] of Object.entries(cases)) {
    const error = await failure(code);
    assert.equal(error.code, 'code-failed', code);
    assert.match(error.message, expected, code);
  }
});

test('loops that never end are stopped wherever they hide', async () => {
  const loops = [
    'while (true) {}',
    'await 1; while (true) {}',
    'for (;;) await 1',
    'try { for (;;); } finally { return 1 }',
    'return { toJSON() { for (;;); } }',
    'throw Object.defineProperty(new Error(), "message", { get() { for (;;); } })',
    'return /(a+)+$/.test("a".repeat(40) + "b")',
    '}); for (;;); (function () {',
  ];
  await Promise.all(
    loops.map(async (code) => assert.equal(await limitOf(code, { timeoutMs: 100 }), 'timeoutMs', code)),
  );
});

test('a loop inside the engine that cannot be interrupted costs the worker, not the run', async () => {
  assert.equal(await limitOf('return new Array(4e8).indexOf(5)', { timeoutMs: 100 }), 'timeoutMs');
  assert.equal(await run('return 1'), 1);
});

test('memory is bounded, whatever fills it', async () => {
  const options = { timeoutMs: 20_000, memoryBytes: 16 * 1_048_576 };
  const bombs = [
    'const a = []; for (;;) a.push({})',
    'const a = []; for (;;) a.push(new Uint8Array(100000))',
    'let s = "x"; for (;;) s = s + s + a(s); function a(s) { return s.toUpperCase() }',
    'return new ArrayBuffer(1e9)',
    'return "x".repeat(1e9)',
  ];
  for (const code of bombs) assert.equal(await limitOf(code, options), 'memoryBytes', code);
  assert.equal(
    await limitOf('return 1', { ...options, memoryBytes: 8 * 1_048_576, timeoutMs: 1 }).catch(() => 'fast'),
    'fast',
  );
});

test('an input larger than the memory limit is refused, not truncated', async () => {
  const error = await failure('return input.length', { memoryBytes: 16 * 1_048_576 }, 'x'.repeat(17 * 1_048_576));
  assert.equal(error.data?.limit, 'memoryBytes');
});

test('recursion without end is stopped', async () => {
  assert.equal(await limitOf('function f() { return f() + 1 } f()'), 'stackBytes');
  assert.equal(await limitOf('const o = { toString() { return "" + o } }; return "" + o'), 'stackBytes');
  assert.equal(await limitOf('eval("(".repeat(100000))'), 'stackBytes');
  assert.equal(await limitOf('return JSON.parse("[".repeat(1000000))'), 'stackBytes');
});

test('results that are too large or too deep are refused', async () => {
  assert.equal(await limitOf('return "x".repeat(2000)', { maxOutputBytes: 1_000 }), 'maxOutputBytes');
  assert.equal(await limitOf('return "é".repeat(600)', { maxOutputBytes: 1_000 }), 'maxOutputBytes');
  assert.equal(await limitOf('let a = []; for (let i = 0; i < 5000; i++) a = [a]; return a'), 'depth');
});

test('nothing of the host is in reach', async () => {
  const names = [
    'require',
    'process',
    'fetch',
    'setTimeout',
    'Buffer',
    'WebAssembly',
    'Deno',
    'postMessage',
    'std',
    'os',
  ];
  assert.deepEqual(
    await run('return input.map((name) => typeof globalThis[name])', names),
    names.map(() => 'undefined'),
  );
  const breakOut = 'console.log.constructor.constructor("return typeof process + typeof require + typeof global")()';
  assert.equal(await run(`return ${breakOut}`), 'undefinedundefinedundefined');
  assert.equal(await run('return (async () => {}).constructor("return typeof process")()'), 'undefined');
  assert.match((await failure('return await import("node:fs")')).message, /could not load module/);
});

test('what code changes of the language stays in that run', async () => {
  const before = Object.prototype.toString;
  await run(
    'Object.prototype.polluted = 1; Array.prototype.map = null; JSON.stringify = () => "evil"; globalThis.kept = 1; console.log = null',
  );
  assert.equal(Object.prototype.toString, before);
  assert.ok(!('polluted' in {}));
  assert.deepEqual(await run('return [({}).polluted ?? null, typeof kept, [1].map((n) => n)]'), [
    null,
    'undefined',
    [1],
  ]);
});

test('console is kept, in order, passed on live and bounded', async () => {
  const live: LogLine[] = [];
  const code = 'console.log("a", { b: 1n }); console.warn(new Error("c")); console.error(undefined)';
  const { logs } = await runJavaScript({ code, input: null, onLog: (line) => live.push(line) });
  assert.deepEqual(logs, [
    { level: 'log', text: 'a {"b":"1n"}' },
    { level: 'warn', text: 'Error: c' },
    { level: 'error', text: 'undefined' },
  ]);
  assert.deepEqual(live, logs);
  const flood = await runJavaScript({ code: 'for (let i = 0; i < 5000; i++) console.log(i)', input: null });
  assert.equal(flood.logs.length, 1_001);
  assert.equal(flood.logs.at(-1)?.text, '4000 more lines were not kept.');
  const long = await runJavaScript({ code: 'console.log("x".repeat(1e6))', input: null });
  assert.equal(long.logs[0]?.text.length, 4_000);
});

test('a promise nothing settles is an error at once, not a wait', async () => {
  assert.match((await failure('await new Promise(() => {})')).message, /nothing settles/);
});

test('cancelling stops code in the middle of a loop, and the next run works', async () => {
  const reason = new AppError('run-cancelled', 'Cancelled by a person.');
  const controller = new AbortController();
  const running = run('console.log("here"); for (;;);', null, {
    signal: controller.signal,
    onLog: () => controller.abort(reason),
  });
  await assert.rejects(running, (error) => error === reason);
  assert.equal(await run('return 2'), 2);
});

test('a run cancelled before it starts never starts', async () => {
  const reason = new AppError('run-cancelled', 'Cancelled by a person.');
  await assert.rejects(run('return 1', null, { signal: AbortSignal.abort(reason) }), (error) => error === reason);
});

test('many runs at once each get their own answer', async () => {
  const results = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      index % 10 === 0
        ? failure(`throw new Error("${index}")`).then((error) => error.message.includes(`${index}`))
        : run('return input * 2', index),
    ),
  );
  assert.deepEqual(
    results,
    Array.from({ length: 100 }, (_, index) => (index % 10 === 0 ? true : index * 2)),
  );
});

test('limits out of range are refused by name', async () => {
  assert.match((await failure('return 1', { timeoutMs: 0 })).message, /timeoutMs/);
  assert.match((await failure('return 1', { memoryBytes: 2 ** 40 })).message, /memoryBytes/);
  assert.equal((await failure('x'.repeat(1_048_577))).code, 'limit-exceeded');
});
