import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createJavaScriptPool, type PoolOptions } from './javascript-pool.ts';
import type { JavaScriptLimits } from './javascript-protocol.ts';

const OPTIONS: PoolOptions = { maxWorkers: 1, maxWaiting: 2, idleMs: 60_000, startMs: 30_000, graceMs: 500 };
const LIMITS: JavaScriptLimits = {
  timeoutMs: 5_000,
  memoryBytes: 64 * 1_048_576,
  stackBytes: 512 * 1_024,
  maxOutputBytes: 1_000,
};

const task = (code: string, signal?: AbortSignal, onLog = (): void => undefined) => ({
  job: { code, input: 'null', limits: LIMITS },
  signal,
  onLog,
});

test('no more runs wait than allowed', async () => {
  const pool = createJavaScriptPool(OPTIONS);
  const runs = [1, 2, 3].map((n) => pool.run(task(`return ${n}`)));
  await assert.rejects(pool.run(task('return 4')), { code: 'queue-full' });
  assert.deepEqual(
    (await Promise.all(runs)).map((outcome) => outcome.kind === 'returned' && outcome.result),
    ['1', '2', '3'],
  );
  assert.equal(pool.countWorkers(), 1);
});

test('a waiting run can be cancelled and gives up its place', async () => {
  const pool = createJavaScriptPool(OPTIONS);
  const controller = new AbortController();
  const first = pool.run(task('return 1'));
  const second = pool.run(task('return 2', controller.signal));
  controller.abort(new Error('enough'));
  await assert.rejects(second, /enough/);
  const third = await pool.run(task('return 3'));
  assert.deepEqual(third, { kind: 'returned', result: '3' });
  assert.equal((await first).kind, 'returned');
});

test('a worker without work is ended after a while', async () => {
  const pool = createJavaScriptPool({ ...OPTIONS, idleMs: 1 });
  await pool.run(task('return 1'));
  // The timer of an idle worker keeps no process alive, so the test has to.
  while (pool.countWorkers() > 0) await delay(1);
  assert.deepEqual(await pool.run(task('return 2')), { kind: 'returned', result: '2' });
});

test('a worker left with much memory is ended at once', async () => {
  const pool = createJavaScriptPool(OPTIONS);
  const outcome = await pool.run({
    job: {
      code: 'const a = []; for (let i = 0; i < 90; i++) a.push(new Uint8Array(1048576)); return a.length',
      input: 'null',
      limits: { ...LIMITS, memoryBytes: 128 * 1_048_576 },
    },
    signal: undefined,
    onLog: () => undefined,
  });
  assert.deepEqual(outcome, { kind: 'returned', result: '90' });
  assert.equal(pool.countWorkers(), 0);
});

test('a worker that cannot be ready in time is an error that says so', async () => {
  const pool = createJavaScriptPool({ ...OPTIONS, startMs: 1 });
  await assert.rejects(pool.run(task('return 1')), { code: 'internal', message: /not ready within 1 ms/ });
});

test('idle workers do not keep a process alive', async () => {
  const url = new URL('./javascript.ts', import.meta.url).href;
  const script = `const { runJavaScript } = await import(${JSON.stringify(url)});
    console.log((await runJavaScript({ code: 'return input + 1', input: 1 })).result);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    timeout: 20_000,
  });
  assert.equal(stdout.trim(), '2');
});

test('cancelled code that cannot be interrupted is ended with its worker', async () => {
  const pool = createJavaScriptPool({ ...OPTIONS, graceMs: 1 });
  const controller = new AbortController();
  const events = new EventTarget();
  const logged = once(events, 'log');
  const stuck = pool.run(
    task('console.log(1); return new Array(4e8).indexOf(5)', controller.signal, () =>
      events.dispatchEvent(new Event('log')),
    ),
  );
  await logged;
  controller.abort(new Error('enough'));
  await assert.rejects(stuck, /enough/);
  assert.deepEqual(await pool.run(task('return 1')), { kind: 'returned', result: '1' });
});
