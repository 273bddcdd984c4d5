import assert from 'node:assert/strict';
import { type Behaviour, createGate, type Gate, type Lab, withCode } from './lab.ts';
import { flow, step } from './sample-flow.ts';

const gated = (id: string, settings: NonNullable<Parameters<typeof flow>[3]>['settings'] = {}) =>
  flow(id, [step('gate', 'own.gate')], [], { settings });

function addGate(lab: Lab): Gate {
  const gate = createGate();
  lab.block('own.gate', gate.handler);
  return gate;
}

/** Ends the runs at the gate one by one; answers the order in which they came there. */
async function drain(lab: Lab, gate: Gate, count: number): Promise<string[]> {
  const order: string[] = [];
  for (let done = 0; done < count; done++) {
    await lab.until('a run is at the gate', () => gate.open.length > 0);
    assert.equal(gate.open.length, 1);
    const runId = gate.open[0]?.run.id ?? '';
    order.push(runId);
    gate.answer();
    await lab.end(runId);
  }
  return order;
}

/** Which runs may be under way, and in which order. */
export function testQueues(behaviour: Behaviour): void {
  behaviour(
    'starts queued runs by priority, then in their order',
    async (lab) => {
      const gate = addGate(lab);
      lab.save(gated('plain'), gated('urgent', { priority: 5 }));
      const first = await lab.start('plain');
      const low = await lab.start('plain', {}, { priority: -1 });
      const plain = await lab.start('plain');
      const own = await lab.start('urgent');
      const high = await lab.start('plain', {}, { priority: 9 });
      const last = await lab.start('plain');
      assert.deepEqual(lab.host.load, { queued: 5, running: 1 });
      assert.equal(lab.journal.findRun(high)?.status, 'queued');
      assert.deepEqual(await drain(lab, gate, 6), [first, high, own, plain, last, low]);
      assert.deepEqual(lab.host.load, { queued: 0, running: 0 });
    },
    { maxConcurrentRuns: 1 },
  );

  behaviour(
    'lets no newcomer take the place of a run that waits for it',
    async (lab) => {
      const gate = addGate(lab);
      lab.save(gated('first'), gated('second'), gated('third'));
      const first = await lab.start('first');
      const second = await lab.start('second');
      gate.answer();
      await lab.host.waitForEnd(first);
      const third = await lab.start('third');
      assert.deepEqual(await drain(lab, gate, 2), [second, third]);
    },
    { maxConcurrentRuns: 1 },
  );

  behaviour('runs as many of a workflow at once as it allows, and others meanwhile', async (lab) => {
    const gate = addGate(lab);
    lab.save(gated('narrow', { maxConcurrentRuns: 2 }), gated('wide'));
    const narrow = [];
    for (let count = 0; count < 4; count++) narrow.push(await lab.start('narrow'));
    const wide = await lab.start('wide');
    await lab.until('three are under way', () => gate.open.length === 3);
    await lab.quiet();
    assert.deepEqual(gate.open.map((ctx) => ctx.run.id).toSorted(), [narrow[0], narrow[1], wide].toSorted());
    assert.deepEqual(lab.host.load, { queued: 2, running: 3 });
    for (let left = 5; left > 0; left--) {
      await lab.until('some are under way', () => gate.open.length > 0);
      gate.answer();
    }
    for (const runId of [...narrow, wide]) await lab.end(runId);
  });

  behaviour(
    'refuses a run when the queue is full, and takes it when there is room again',
    async (lab) => {
      const gate = addGate(lab);
      lab.save(gated('busy'));
      const runs = [await lab.start('busy'), await lab.start('busy'), await lab.start('busy')];
      await assert.rejects(
        lab.host.start({ workflowId: 'busy' }),
        (error) => withCode('queue-full')(error) && (error as { retry?: string }).retry === 'later',
      );
      assert.equal(lab.journal.listRuns({ workflowId: 'busy', limit: 9 }).length, 3);
      await lab.until('one is under way', () => gate.open.length === 1);
      gate.answer();
      await lab.end(runs[0] ?? '');
      await lab.until('the next one is under way', () => gate.open.length === 1);
      await lab.start('busy');
      await drain(lab, gate, 3);
    },
    { maxConcurrentRuns: 1, maxQueuedRuns: 2 },
  );

  behaviour(
    'gives the place of a waiting run to others',
    async (lab) => {
      const gate = addGate(lab);
      const waiting = await lab.start(
        flow('waiting', [step('a', 'test.wait', { inMs: 1_000 }), step('b', 'own.gate')], ['a>b']),
      );
      await lab.reaches(waiting, 'waiting');
      const other = await lab.start(gated('other'));
      await lab.until('the other is under way', () => gate.open.length === 1);
      // A run that was under way is not held back.
      lab.clock.advance(1_000);
      await lab.until('both are under way', () => gate.open.length === 2);
      gate.answer();
      gate.answer();
      await lab.end(waiting);
      await lab.end(other);
      assert.deepEqual(lab.host.load, { queued: 0, running: 0 });
    },
    { maxConcurrentRuns: 1 },
  );

  behaviour(
    'keeps queued runs through a crash, what was under way first',
    async (lab) => {
      const gate = addGate(lab);
      lab.save(gated('plain'));
      const first = await lab.start('plain');
      const second = await lab.start('plain');
      const urgent = await lab.start('plain', {}, { priority: 50 });
      await lab.until('the first is under way', () => gate.open.length === 1);
      await lab.restart();
      await lab.until('the first is under way anew', () => gate.open.length === 2);
      gate.answer();
      assert.deepEqual(await drain(lab, gate, 3), [first, urgent, second]);
    },
    { maxConcurrentRuns: 1 },
  );

  behaviour(
    'works off a long queue',
    async (lab) => {
      lab.save(flow('short', [step('a', 'test.async', { n: '{{ input.n }}' })]));
      const starts = Array.from({ length: 300 }, (_, n) => lab.host.start({ workflowId: 'short', input: { n } }));
      const runs = await Promise.all(starts);
      const ends = await Promise.all(runs.map(({ runId }) => lab.end(runId)));
      assert.deepEqual(
        ends.map((end) => end.output),
        ends.map((_, n) => ({ n })),
      );
      assert.deepEqual(lab.host.load, { queued: 0, running: 0 });
    },
    { maxConcurrentRuns: 3 },
  );
}
