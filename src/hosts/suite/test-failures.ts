import assert from 'node:assert/strict';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import { type Behaviour, createGate, obedient } from './lab.ts';
import { chain, flow, step } from './sample-flow.ts';

/** Failures, retries and time limits. */
export function testFailures(behaviour: Behaviour): void {
  const flaky = (input: JsonObject, rest: Parameters<typeof step>[3] = {}) =>
    flow('flaky', [step('a', 'test.fail', { code: 'request-failed', ...input }, rest)]);

  behaviour('tries again after growing pauses what may pass', async (lab) => {
    const runId = await lab.start(flaky({ times: 2 }));
    const failures = () => lab.eventsOf(runId, 'step-failed').length;
    for (const [attempt, delayMs] of [
      [1, 1_000],
      [2, 2_000],
    ] as const) {
      await lab.reaches(runId, 'waiting');
      assert.equal(failures(), attempt);
      lab.clock.advance(delayMs / 2 - 1);
      await lab.quiet();
      assert.equal(failures(), attempt, 'at least half of the pause is kept to');
      lab.clock.advance(delayMs / 2 + 1);
      await lab.until('it was tried again', () => lab.eventsOf(runId, 'step-started').length > attempt);
    }
    assert.deepEqual((await lab.end(runId)).output, { attempt: 3 });
    assert.deepEqual(
      lab.eventsOf(runId, 'step-started').map((event) => event.attempt),
      [1, 2, 3],
    );
  });

  behaviour('gives up after the last attempt, with its error', async (lab) => {
    const runId = await lab.start(
      flaky({ message: 'The shop is down.' }, { retry: { maxAttempts: 2, delayMs: 10, backoff: 'fixed' } }),
    );
    await lab.reaches(runId, 'waiting');
    lab.clock.advance(10);
    const { status, error } = await lab.end(runId);
    assert.deepEqual(
      [status, error?.code, error?.message, error?.data?.step],
      ['failed', 'request-failed', 'The shop is down.', 'a'],
    );
    assert.equal(lab.eventsOf(runId, 'step-failed').length, 2);
  });

  behaviour('does not try again what will not pass', async (lab) => {
    for (const code of ['data-invalid', 'response-rejected']) {
      const runId = await lab.start(flaky({ code }));
      assert.equal((await lab.end(runId)).error?.code, code);
      assert.equal(lab.eventsOf(runId, 'step-failed').length, 1);
    }
    lab.block('own.broken', () => {
      throw new TypeError('x is not a function');
    });
    const error = await lab.failure(flow('broken', [step('a', 'own.broken')]));
    assert.deepEqual([error.code, error.message], ['handler-failed', 'x is not a function']);
    assert.ok(
      !JSON.stringify(lab.journal.listRuns({ workflowId: 'broken', limit: 1 })).includes('test-failures'),
      'no stack',
    );
  });

  behaviour('keeps to the pause a server asks for', async (lab) => {
    const runId = await lab.start(flaky({ times: 1, data: { retryAfterMs: 30_000 } }));
    await lab.reaches(runId, 'waiting');
    lab.clock.advance(29_999);
    await lab.quiet();
    assert.equal(lab.journal.findRun(runId)?.status, 'waiting');
    lab.clock.advance(1);
    assert.deepEqual((await lab.end(runId)).output, { attempt: 2 });
  });

  behaviour('counts attempts on after a crash in the pause', async (lab) => {
    const runId = await lab.start(flaky({ times: 2 }, { retry: { delayMs: 60_000, backoff: 'fixed' } }));
    for (const attempt of [1, 2]) {
      await lab.until('it failed', () => lab.eventsOf(runId, 'step-failed').length === attempt);
      await lab.reaches(runId, 'waiting');
      await lab.restart();
      lab.clock.advance(60_000);
    }
    assert.deepEqual((await lab.end(runId)).output, { attempt: 3 });
  });

  behaviour("uses the workflow's policy where a step has none", async (lab) => {
    const runId = await lab.start({ ...flaky({}), settings: { retry: { maxAttempts: 1 } } });
    assert.equal((await lab.end(runId)).error?.code, 'request-failed');
    assert.equal(lab.eventsOf(runId, 'step-failed').length, 1);
  });

  const once = { retry: { maxAttempts: 1 } };

  behaviour('stops a step that takes too long', async (lab) => {
    const reasons: unknown[] = [];
    lab.block(
      'own.slow',
      (ctx) => {
        ctx.signal.addEventListener('abort', () => reasons.push(ctx.signal.reason));
        return obedient(ctx);
      },
      { timeoutMs: 2_000 },
    );
    for (const [rest, limit] of [
      [{}, 2_000],
      [{ timeoutMs: 500 }, 500],
    ] as const) {
      const runId = await lab.start(flow('slow', [step('a', 'own.slow', {}, { ...once, ...rest })]));
      await lab.quiet();
      lab.clock.advance(limit - 1);
      await lab.quiet();
      assert.equal(lab.journal.findRun(runId)?.status, 'running');
      lab.clock.advance(1);
      const { error } = await lab.end(runId);
      assert.equal(error?.code, 'step-timeout');
      assert.match(error?.message ?? '', new RegExp(`${limit} ms`));
    }
    assert.deepEqual(
      reasons.map((reason) => reason instanceof AppError && reason.code),
      ['step-timeout', 'step-timeout'],
    );
  });

  behaviour(
    'leaves a handler behind that does not stop, and takes no answer of it',
    async (lab) => {
      const gate = createGate();
      lab.block('own.deaf', gate.handler, { timeoutMs: 1_000 });
      const runId = await lab.start(
        flow('deaf', [step('a', 'own.deaf', {}, { retry: { maxAttempts: 2, delayMs: 100, backoff: 'fixed' } })]),
      );
      await lab.until('it is under way', () => gate.open.length === 1);
      await lab.quiet();
      lab.clock.advance(1_000);
      await lab.quiet();
      assert.equal(lab.eventsOf(runId, 'step-failed').length, 0, 'it gets time to stop');
      lab.clock.advance(200);
      await lab.reaches(runId, 'waiting');
      lab.clock.advance(100);
      await lab.until('it is called again', () => gate.open.length === 2);
      gate.answer({ from: 'the first call' });
      await lab.quiet();
      assert.equal(lab.journal.findRun(runId)?.status, 'running');
      gate.answer({ from: 'the second call' });
      assert.deepEqual((await lab.end(runId)).output, { from: 'the second call' });
    },
    { abortGraceMs: 200 },
  );

  behaviour('keeps a result that comes while the handler is told to stop', async (lab) => {
    lab.block(
      'own.quick',
      async ({ signal }) => {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        return { done: true };
      },
      { timeoutMs: 1_000 },
    );
    const runId = await lab.start(flow('quick', [step('a', 'own.quick')]));
    await lab.quiet();
    lab.clock.advance(1_000);
    assert.deepEqual((await lab.end(runId)).output, { done: true });
  });

  behaviour('does not repeat an effect that timed out, unless the step says it may', async (lab) => {
    lab.block('own.slow', obedient, { effect: 'effect', timeoutMs: 1_000 });
    lab.block(
      'own.cut',
      async () => {
        throw new AppError('request-timeout', 'No answer came.');
      },
      { effect: 'effect' },
    );
    for (const block of ['own.slow', 'own.cut']) {
      const runId = await lab.start(flow('ambiguous', [step('a', block)]));
      await lab.quiet();
      lab.clock.advance(1_000);
      const { error } = await lab.end(runId);
      assert.match(error?.code ?? '', /timeout/);
      assert.match(error?.message ?? '', /retry policy/);
      assert.equal(lab.eventsOf(runId, 'step-started').length, 1);

      const willing = await lab.start(
        flow('willing', [step('a', block, {}, { retry: { maxAttempts: 2, delayMs: 10 } })]),
      );
      await lab.quiet();
      lab.clock.advance(1_000);
      await lab.reaches(willing, 'waiting');
      lab.clock.advance(10);
      await lab.quiet();
      lab.clock.advance(1_000);
      await lab.end(willing);
      assert.equal(lab.eventsOf(willing, 'step-started').length, 2);
    }
  });

  behaviour('repeats an effect that surely did not happen', async (lab) => {
    lab.block(
      'own.refused',
      async ({ attempt }) => {
        if (attempt === 1) throw new AppError('response-unavailable', 'Come back later.');
        return { attempt };
      },
      { effect: 'effect' },
    );
    const runId = await lab.start(flow('refused', [step('a', 'own.refused')]));
    await lab.reaches(runId, 'waiting');
    lab.clock.advance(1_000);
    assert.deepEqual((await lab.end(runId)).output, { attempt: 2 });
  });

  behaviour('ends a run that takes too long, whether it works, waits, or sleeps through a crash', async (lab) => {
    lab.block('own.slow', obedient);
    const settings = { timeoutMs: 10_000 };
    const working = await lab.start(flow('working', [step('a', 'own.slow')], [], { settings }));
    const asking = await lab.start(flow('asking', [step('a', 'test.wait', { title: 'Pay?' })], [], { settings }));
    const quick = await lab.start(flow('quick', [step('a', 'test.echo')], [], { settings }));
    await lab.reaches(asking, 'waiting');
    await lab.until('it is under way', () => lab.eventsOf(working, 'step-started').length === 1);
    await lab.end(quick);
    lab.clock.advance(9_999);
    await lab.restart();
    await lab.quiet();
    assert.equal(lab.journal.findRun(asking)?.status, 'waiting');
    lab.clock.advance(1);
    for (const runId of [working, asking]) {
      const { status, error } = await lab.end(runId);
      assert.deepEqual([status, error?.code], ['timed-out', 'run-timeout']);
    }
    assert.equal(lab.journal.findRun(quick)?.status, 'succeeded');
    assert.deepEqual(lab.journal.listWaits({ runId: asking }), []);
  });

  behaviour('goes on without the outputs of a step that may fail', async (lab) => {
    const workflow = chain('continue', [
      step('a', 'test.fail', {}, { onError: 'continue' }),
      step('b', 'test.echo', { a: '{{ a ?? "nothing" }}' }),
    ]);
    assert.deepEqual(await lab.output(workflow), { a: 'nothing' });
  });

  behaviour('takes the error port of a step that has one', async (lab) => {
    const workflow = flow(
      'branch',
      [
        step('a', 'test.fail', {}, { onError: 'branch' }),
        step('ok', 'test.echo', { n: 1 }),
        step('bad', 'test.echo', { n: 2 }),
      ],
      ['a>ok', 'a:error>bad'],
    );
    assert.deepEqual(await lab.output(workflow), { bad: { n: 2 } });
  });

  behaviour('ends with the first failure and stops the other branches', async (lab) => {
    const stopped: string[] = [];
    lab.block('own.forever', (ctx) => obedient(ctx), { effect: 'effect' });
    lab.block('own.noting', async (ctx) => {
      ctx.signal.addEventListener('abort', () => stopped.push(ctx.path));
      return obedient(ctx);
    });
    // The effect is being written when the failure comes; the last step has not been called yet.
    const workflow = flow('first_failure', [
      step('effect', 'own.forever'),
      step('noting', 'own.noting'),
      step('bad', 'test.fail_now'),
      step('late', 'own.noting'),
    ]);
    const { status, error } = await lab.run(workflow);
    assert.deepEqual([status, error?.data?.step], ['failed', 'bad']);
    assert.deepEqual(stopped, ['noting']);
  });
}
