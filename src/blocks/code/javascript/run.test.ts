import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { createFakeContext } from '../../testing/fake-context.ts';
import { loadBuiltIn, runBlock } from '../../testing/run-block.ts';
import { run } from './run.ts';

test('code works on the input of the step and returns the result and its logs', async () => {
  const lines: unknown[][] = [];
  const code =
    'console.info("orders:", input.orders.length);\nreturn { total: input.orders.reduce((sum, n) => sum + n, 0) };';
  const outputs = await runBlock(
    'code/javascript',
    { code, input: { orders: [1, 2, 3] } },
    { log: (...line) => lines.push(line) },
  );
  assert.deepEqual(outputs, { result: { total: 6 }, logs: [{ level: 'info', text: 'orders: 3' }] });
  assert.deepEqual(lines, [['orders: 3', undefined, 'info']]);
});

test('code that returns nothing gives null', async () => {
  assert.deepEqual(await run(createFakeContext({ code: 'input;' })), { result: null, logs: [] });
});

test('a failure names the line of the code', async () => {
  await assert.rejects(async () => run(createFakeContext({ code: 'const a = 1;\nreturn a.b.c' })), {
    code: 'code-failed',
    retry: 'never',
    message: /line 2: TypeError/,
  });
});

test('time and memory limits of the step hold', async () => {
  await assert.rejects(runBlock('code/javascript', { code: 'for (;;);', timeoutMs: '50ms' }), {
    code: 'code-limit',
    message: /50 ms/,
  });
  const bomb = 'const a = []; for (;;) a.push({})';
  await assert.rejects(runBlock('code/javascript', { code: bomb, memoryMb: 16 }), {
    code: 'code-limit',
    message: /16 MB of memory/,
  });
  await assert.rejects(runBlock('code/javascript', { code: '1', memoryMb: 4096 }), { code: 'input-invalid' });
  await assert.rejects(runBlock('code/javascript', {}), { code: 'input-invalid', message: /code/ });
});

test('cancelling the step stops the code', async () => {
  const controller = new AbortController();
  const reason = new AppError('run-cancelled', 'Cancelled.');
  const context = createFakeContext(
    { code: 'console.log("looping"); for (;;);' },
    { signal: controller.signal, log: () => controller.abort(reason) },
  );
  await assert.rejects(
    async () => run(context),
    (error) => error === reason,
  );
});

test('the block is pure and its code is not taken for a template', () => {
  const { effect, descriptor } = loadBuiltIn('code/javascript');
  assert.equal(effect, 'pure');
  assert.equal(descriptor.inputs.find(({ id }) => id === 'code')?.type, 'code');
});
