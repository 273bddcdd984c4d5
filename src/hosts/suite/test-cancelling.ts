import assert from 'node:assert/strict';
import { AppError } from '#contract/app-error.ts';
import { type Behaviour, createGate, obedient, withCode } from './lab.ts';
import { body, chain, flow, step } from './sample-flow.ts';

/** Runs that end early. */
export function testCancelling(behaviour: Behaviour): void {
  behaviour('tells the handlers under way to stop, and ends the run', async (lab) => {
    const reasons: unknown[] = [];
    lab.block('own.forever', (ctx) => {
      ctx.signal.addEventListener('abort', () => reasons.push(ctx.signal.reason));
      return obedient(ctx);
    });
    const runId = await lab.start(chain('endless', [step('a', 'own.forever'), step('b', 'test.echo')]));
    await lab.quiet();
    await lab.host.cancel(runId, { by: 'ann', reason: 'wrong day' });
    assert.deepEqual(
      lab.eventsOf(runId, 'cancel-requested').map(({ by, reason }) => [by, reason]),
      [['ann', 'wrong day']],
    );
    const { status, error } = await lab.end(runId);
    assert.deepEqual([status, error?.code], ['cancelled', 'run-cancelled']);
    assert.match(error?.message ?? '', /wrong day/);
    assert.ok(reasons.length === 1 && reasons[0] instanceof AppError && reasons[0].code === 'run-cancelled');
    assert.ok(!lab.eventsOf(runId, 'step-started').some((event) => event.path === 'b'));
    await assert.rejects(lab.host.cancel(runId), withCode('run-finished'));
  });

  behaviour(
    'leaves a handler behind that does not stop',
    async (lab) => {
      const gate = createGate();
      lab.block('own.deaf', gate.handler);
      const runId = await lab.start(flow('deaf', [step('a', 'own.deaf')]));
      await lab.until('it is under way', () => gate.open.length === 1);
      await lab.host.cancel(runId);
      await lab.quiet();
      assert.equal(lab.journal.findRun(runId)?.status, 'running');
      await lab.host.cancel(runId);
      lab.clock.advance(300);
      assert.equal((await lab.end(runId)).status, 'cancelled');
      assert.equal(lab.eventsOf(runId, 'step-cancelled')[0]?.abandoned, true);
      gate.answer();
      await lab.quiet();
      assert.equal(lab.eventsOf(runId, 'step-succeeded').length, 0);
    },
    { abortGraceMs: 300 },
  );

  behaviour('ends a run that waits for time, a person, or its next attempt', async (lab) => {
    const inputs = [
      step('a', 'test.wait', { inMs: 1_000 }),
      step('a', 'test.wait', { title: 'Pay?' }),
      step('a', 'test.fail', { code: 'request-failed' }),
    ];
    for (const [index, waiting] of inputs.entries()) {
      const runId = await lab.start(flow(`waiting_${index}`, [waiting]));
      await lab.reaches(runId, 'waiting');
      await lab.host.cancel(runId);
      assert.equal((await lab.end(runId)).status, 'cancelled');
      await lab.quiet();
      assert.deepEqual(lab.journal.listWaits({ runId }), []);
    }
    lab.clock.advance(5_000);
    await lab.quiet();
    assert.deepEqual(lab.host.load, { queued: 0, running: 0 });
  });

  behaviour(
    'ends a run that is still queued, without running anything of it',
    async (lab) => {
      const gate = createGate();
      lab.block('own.gate', gate.handler);
      const first = await lab.start(flow('first', [step('a', 'own.gate')]));
      const second = await lab.start(flow('second', [step('a', 'own.gate')]));
      assert.deepEqual(lab.host.load, { queued: 1, running: 1 });
      await lab.host.cancel(second);
      assert.equal((await lab.end(second)).status, 'cancelled');
      assert.deepEqual(lab.host.load, { queued: 0, running: 1 });
      gate.answer();
      await lab.end(first);
      await lab.quiet();
      assert.equal(gate.calls.length, 1);
      assert.deepEqual(lab.host.load, { queued: 0, running: 0 });
    },
    { maxConcurrentRuns: 1 },
  );

  behaviour('ends a loop with everything in it', async (lab) => {
    lab.block('own.forever', obedient);
    const inner = body([
      step('inner', 'test.each', { items: [1, 2], concurrency: 2 }, { body: body([step('a', 'own.forever')]) }),
    ]);
    const runId = await lab.start(
      flow('loops', [
        step('each', 'test.each', { items: [1, 2, 3], concurrency: 2 }, { body: inner }),
        step('wait', 'test.wait', { title: 'Pay?' }),
      ]),
    );
    await lab.until('four are under way', () => lab.eventsOf(runId, 'loop-started').length === 3);
    await lab.quiet();
    await lab.host.cancel(runId);
    assert.equal((await lab.end(runId)).status, 'cancelled');
  });

  behaviour('ends a run while a step of it is on its way to the disk', async (lab) => {
    let calls = 0;
    lab.block('own.effect', async () => ({ calls: ++calls }), { effect: 'effect' });
    lab.save(flow('writing', [step('effect', 'own.effect'), step('slow', 'test.echo', { n: '{{ $sum([1, 2]) }}' })]));
    lab.hold();
    const heard: string[] = [];
    const stop = lab.host.watch((entry) => heard.push(entry.runId));
    const started = lab.host.start({ workflowId: 'writing' });
    await lab.quiet();
    await lab.release();
    const { runId } = await started;
    lab.hold();
    const cancelled = lab.host.cancel(runId);
    await lab.quiet();
    await lab.release();
    // The step may have been quicker than the request.
    await cancelled.catch(withCode('run-finished'));
    const { status } = await lab.end(runId);
    assert.ok(status === 'cancelled' || (status === 'succeeded' && calls === 1));
    stop();
  });

  behaviour('remembers after a crash that it was asked to end a run', async (lab) => {
    const gate = createGate();
    lab.block('own.deaf', gate.handler);
    const runId = await lab.start(flow('deaf', [step('a', 'own.deaf')]));
    await lab.until('it is under way', () => gate.open.length === 1);
    await lab.host.cancel(runId);
    await lab.restart();
    assert.equal((await lab.end(runId)).status, 'cancelled');
    assert.equal(gate.calls.length, 1);
  });

  behaviour('answers a request to cancel once it is on disk', async (lab) => {
    lab.block('own.forever', obedient);
    const runId = await lab.start(flow('endless', [step('a', 'own.forever')]));
    await lab.quiet();
    lab.hold();
    let answered = false;
    const cancelled = lab.host.cancel(runId).then(() => {
      answered = true;
    });
    await lab.quiet();
    assert.equal(answered, false);
    await lab.release();
    await cancelled;
    assert.equal(lab.eventsOf(runId, 'cancel-requested').length, 1);
    assert.equal((await lab.end(runId)).status, 'cancelled');
  });

  behaviour('stops where a step says so, with its answer', async (lab) => {
    const stopped: string[] = [];
    lab.block('own.noting', async (ctx) => {
      ctx.signal.addEventListener('abort', () => stopped.push(ctx.path));
      return obedient(ctx);
    });
    const stopping = (id: string, input: Parameters<typeof step>[2]) =>
      flow(
        id,
        [step('work', 'own.noting'), step('stop', 'test.stop', input), step('after', 'test.fail')],
        ['stop>after'],
        { outputs: { n: 1 } },
      );
    assert.deepEqual(await lab.output(stopping('answering', { output: { done: true } })), { done: true });
    assert.deepEqual(await lab.output(stopping('silent', {})), { n: 1 });
    const error = await lab.failure(stopping('failing', { status: 'failed', message: 'Nothing to do.' }));
    assert.deepEqual([error.code, error.message], ['run-stopped', 'Nothing to do.']);
    assert.equal(stopped.length, 3);
  });

  behaviour('stops the whole run from inside a loop', async (lab) => {
    const inner = body(
      [step('check', 'test.if', { when: '{{ item = 2 }}' }), step('stop', 'test.stop', { output: '{{ item }}' })],
      ['check:true>stop'],
    );
    assert.equal(
      await lab.output(flow('stop_in_loop', [step('each', 'test.each', { items: [1, 2, 3] }, { body: inner })])),
      2,
    );
  });
}
