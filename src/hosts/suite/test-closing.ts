import assert from 'node:assert/strict';
import { type Behaviour, createGate, obedient, withCode } from './lab.ts';
import { chain, flow, step } from './sample-flow.ts';

/** Hosts that shut down, and hosts whose disk fails. */
export function testClosing(behaviour: Behaviour): void {
  behaviour('takes nothing more once it closes, and tells whoever waits', async (lab) => {
    lab.block('own.gate', createGate().handler);
    const runId = await lab.start(flow('parked', [step('a', 'own.gate')]));
    const waiting = lab.host.waitForEnd(runId);
    const refused = assert.rejects(waiting, withCode('shutting-down'));
    await lab.host.close();
    await refused;
    await lab.host.close();
    await assert.rejects(lab.host.start({ workflowId: 'parked' }), withCode('shutting-down'));
    await assert.rejects(lab.host.cancel(runId), withCode('shutting-down'));
    await assert.rejects(lab.host.answer(runId, { kind: 'answer', path: 'a', data: {} }), withCode('shutting-down'));
    await assert.rejects(lab.host.fork({ runId, from: ['a'] }), withCode('shutting-down'));
    await assert.rejects(lab.host.recover(), withCode('shutting-down'));
  });

  behaviour('lets handlers finish for a while, and keeps what they answered', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler, { effect: 'effect' });
    const runId = await lab.start(
      chain('finishing', [step('a', 'own.gate'), step('b', 'test.echo', { n: '{{ a.n }}' })]),
    );
    await lab.until('it is under way', () => gate.open.length === 1);
    const closing = lab.host.close({ graceMs: 1_000 });
    await lab.quiet();
    gate.answer({ n: 1 });
    await lab.quiet();
    lab.clock.advance(1_000);
    await closing;
    assert.deepEqual(
      lab.eventsOf(runId, 'step-succeeded').map((event) => event.path),
      ['a'],
    );
    await lab.restart();
    assert.deepEqual((await lab.end(runId)).output, { n: 1 });
    assert.equal(gate.calls.length, 1);
  });

  behaviour(
    'parks what still works, for the next host to go on with',
    async (lab) => {
      const signals: boolean[] = [];
      let calls = 0;
      lab.block(
        'own.slow',
        async (ctx) => {
          if (calls++ > 1) return { n: calls };
          ctx.signal.addEventListener('abort', () => signals.push(true));
          return obedient(ctx);
        },
        { effect: 'idempotent' },
      );
      const settings = { retry: { maxAttempts: 1 } };
      const working = await lab.start(flow('working', [step('a', 'own.slow')], [], { settings }));
      const also = await lab.start(flow('also', [step('a', 'own.slow')], [], { settings }));
      const queued = await lab.start(flow('queued', [step('a', 'test.echo', { n: 0 })]));
      const waiting = await lab.start(flow('waiting', [step('a', 'test.wait', { inMs: 1_000 })]));
      await lab.until('two are under way', () => calls === 2);
      const closing = lab.host.close({ graceMs: 100 });
      await lab.quiet();
      lab.clock.advance(100);
      await closing;
      assert.deepEqual(signals, [true, true]);
      for (const runId of [working, also, queued, waiting]) {
        const record = lab.journal.findRun(runId);
        assert.deepEqual([record?.owner, record?.finishedAt], [undefined, undefined], 'anybody may take it');
      }
      await lab.restart();
      for (const runId of [working, also, queued]) assert.equal((await lab.end(runId)).status, 'succeeded');
      await lab.reaches(waiting, 'waiting');
      lab.clock.advance(1_000);
      assert.equal((await lab.end(waiting)).status, 'succeeded');
    },
    { maxConcurrentRuns: 2 },
  );

  behaviour('does not repeat an effect that was cut off by closing without asking', async (lab) => {
    let calls = 0;
    lab.block(
      'own.effect',
      (ctx) => {
        calls++;
        return obedient(ctx);
      },
      { effect: 'effect' },
    );
    const runId = await lab.start(flow('cut', [step('a', 'own.effect')]));
    await lab.until('it is under way', () => calls === 1);
    await lab.host.close();
    await lab.restart();
    await lab.reaches(runId, 'uncertain');
    assert.equal(calls, 1);
  });

  behaviour('rejects everything when the disk fails, and hangs nowhere', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler);
    lab.save(flow('gated', [step('a', 'own.gate')]), flow('effect', [step('a', 'test.effect')]));
    const working = await lab.start('gated');
    const asking = await lab.start(flow('asking', [step('a', 'test.wait', { title: 'Pay?' })]));
    await lab.reaches(asking, 'waiting');
    const waiters = [working, asking].map((runId) =>
      assert.rejects(lab.host.waitForEnd(runId), withCode('storage-full')),
    );
    lab.hold();
    const starting = assert.rejects(lab.host.start({ workflowId: 'effect' }), withCode('storage-full'));
    await lab.quiet();
    lab.failDisk();
    await starting;
    gate.answer();
    await Promise.all(waiters);
    await assert.rejects(lab.host.start({ workflowId: 'gated' }), withCode('storage-full'));
    await assert.rejects(lab.host.answer(asking, { kind: 'answer', path: 'a', data: {} }), withCode('storage-full'));
    await assert.rejects(lab.host.waitForEnd(asking), withCode('storage-full'));
    await lab.host.close().catch(withCode('storage-full'));
    await lab.restart();
    await lab.host.answer(asking, { kind: 'answer', path: 'a', data: {} });
    await lab.until('it is under way anew', () => gate.open.length === 1);
    gate.answer();
    for (const runId of [working, asking]) assert.equal((await lab.end(runId)).status, 'succeeded');
    assert.deepEqual(lab.journal.listRuns({ workflowId: 'effect', limit: 9 }), []);
  });

  behaviour('tells at the end of a run when the disk does not take it', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler);
    const runId = await lab.start(flow('ending', [step('a', 'own.gate')]));
    const other = await lab.start(flow('other', [step('a', 'test.wait', { title: 'Pay?' })]));
    await lab.until('it is under way', () => gate.open.length === 1);
    await lab.reaches(other, 'waiting');
    const ends = [runId, other].map((id) => assert.rejects(lab.host.waitForEnd(id), withCode('storage-full')));
    lab.hold();
    gate.answer();
    await lab.quiet();
    lab.failDisk();
    // A host looks after its disk also while it has nothing to write.
    lab.clock.advance(1_000);
    await Promise.all(ends);
    await assert.rejects(lab.host.start({ workflowId: 'ending' }), withCode('storage-full'));
    await lab.restart();
    await lab.until('it is under way anew', () => gate.open.length === 1);
    gate.answer();
    assert.equal((await lab.end(runId)).status, 'succeeded');
  });
}
