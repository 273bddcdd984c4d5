import assert from 'node:assert/strict';
import type { JsonObject } from '#contract/json.ts';
import type { Workflow } from '#contract/workflow.ts';
import { type Behaviour, createGate, type Lab, obedient, withCode } from './lab.ts';
import { body, chain, flow, step } from './sample-flow.ts';

const caller = (input: JsonObject, id = 'caller'): Workflow => flow(id, [step('call', 'test.call', input)]);

/** The runs a run called. */
function childrenOf(lab: Lab, parentRunId: string) {
  return lab.journal.listRuns({ parentRunId, limit: 100 });
}

/** Workflows that call workflows. */
export function testCalls(behaviour: Behaviour): void {
  behaviour('calls a workflow and goes on with what it answered', async (lab) => {
    lab.save(flow('double', [step('a', 'test.async', { n: '{{ input.n * 2 }}', by: '{{ trigger.path }}' })]));
    const runId = await lab.start(
      chain('caller', [
        step('call', 'test.call', { workflow: 'double', input: { n: '{{ input.n }}' } }),
        step('b', 'test.echo', { got: '{{ call.output.n }}', status: '{{ call.status }}' }),
      ]),
      { n: 21 },
    );
    assert.deepEqual((await lab.end(runId)).output, { got: 42, status: 'succeeded' });
    const [child] = childrenOf(lab, runId);
    assert.deepEqual(child?.parent, { runId, path: 'call' });
    assert.equal(child?.triggerKind, 'workflow');
    assert.deepEqual(child?.output, { n: 42, by: 'call' });
    const [created] = lab.eventsOf(child?.id ?? '', 'run-created');
    assert.equal(created?.depth, 1);
  });

  behaviour('keeps to the version of the called workflow that was current at the call', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler);
    const version = (n: number) => chain('callee', [step('gate', 'own.gate'), step('a', 'test.echo', { n })]);
    lab.save(version(1));
    const runId = await lab.start(caller({ workflow: 'callee' }));
    await lab.until('the child is under way', () => gate.open.length === 1);
    lab.save(version(2));
    await lab.restart();
    await lab.until('the child is under way anew', () => gate.open.length === 2);
    for (const _ of [0, 1]) gate.answer();
    assert.deepEqual(((await lab.end(runId)).output as JsonObject).output, { n: 1 });
  });

  behaviour('does not wait for a workflow it only starts', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler);
    lab.save(flow('slow', [step('gate', 'own.gate')]));
    const runId = await lab.start(caller({ workflow: 'slow', wait: false }));
    const { output } = await lab.end(runId);
    const [child] = childrenOf(lab, runId);
    assert.deepEqual(output, { runId: child?.id, status: 'started', output: null, code: null });
    await lab.until('the child is under way', () => gate.open.length === 1);
    gate.answer({ n: 1 });
    assert.deepEqual((await lab.end(child?.id ?? '')).output, { n: 1 });
  });

  behaviour('tells the caller how a called workflow failed, stopped or was cancelled', async (lab) => {
    lab.block('own.forever', obedient);
    lab.save(
      flow('failing', [step('a', 'test.fail', { code: 'response-rejected', message: 'refused' })]),
      flow('endless', [step('a', 'own.forever')]),
      flow('late', [step('a', 'own.forever')], [], { settings: { timeoutMs: 1_000 } }),
    );
    const failed = await lab.failure(caller({ workflow: 'failing' }));
    assert.equal(failed.code, 'child-failed');
    assert.match(failed.message, /refused/);
    assert.equal(failed.data?.cause, 'response-rejected');
    assert.deepEqual(
      ((await lab.output(caller({ workflow: 'failing', tolerant: true }))) as JsonObject).code,
      'response-rejected',
    );

    const cancelled = await lab.start(caller({ workflow: 'endless', tolerant: true }));
    await lab.until('the child is there', () => childrenOf(lab, cancelled).length === 1);
    await lab.host.cancel(childrenOf(lab, cancelled)[0]?.id ?? '');
    assert.equal(((await lab.end(cancelled)).output as JsonObject).status, 'cancelled');

    const late = await lab.start(caller({ workflow: 'late', tolerant: true }));
    await lab.until('the child is under way', () => childrenOf(lab, late)[0]?.status === 'running');
    await lab.quiet();
    lab.clock.advance(1_000);
    assert.equal(((await lab.end(late)).output as JsonObject).status, 'timed-out');
  });

  behaviour('fails the step when the called workflow is not there or refuses the input', async (lab) => {
    assert.equal((await lab.failure(caller({ workflow: 'absent' }))).code, 'workflow-not-found');
    lab.save(flow('strict', [step('a', 'test.echo')], [], { inputs: [{ id: 'day', type: 'string', required: true }] }));
    const error = await lab.failure(caller({ workflow: 'strict' }));
    assert.equal(error.code, 'child-failed');
    assert.match(error.message, /"day"/);
  });

  behaviour('ends the called runs of a run that is cancelled, all the way down', async (lab) => {
    lab.block('own.forever', obedient);
    lab.save(flow('leaf', [step('a', 'own.forever')]), caller({ workflow: 'leaf' }, 'middle'));
    const runId = await lab.start(caller({ workflow: 'middle' }, 'top'));
    const leafOf = () => childrenOf(lab, childrenOf(lab, runId)[0]?.id ?? 'none')[0];
    await lab.until('the last one is under way', () => leafOf()?.status === 'running');
    await lab.host.cancel(runId, { by: 'me', reason: 'enough' });
    assert.equal((await lab.end(runId)).status, 'cancelled');
    assert.equal(childrenOf(lab, runId)[0]?.status, 'cancelled');
    assert.equal(leafOf()?.status, 'cancelled');
  });

  behaviour(
    'ends a called run that waits, or is still queued, with its caller',
    async (lab) => {
      lab.save(flow('asking', [step('a', 'test.wait', { title: 'Go on?' })]));
      const waiting = await lab.start(caller({ workflow: 'asking' }));
      await lab.until('the child waits', () => childrenOf(lab, waiting)[0]?.status === 'waiting');
      await lab.host.cancel(waiting);
      assert.equal((await lab.end(waiting)).status, 'cancelled');
      assert.equal(childrenOf(lab, waiting)[0]?.status, 'cancelled');

      const gate = createGate();
      lab.block('own.gate', gate.handler);
      const holder = await lab.start(flow('holder', [step('gate', 'own.gate')]));
      const queued = await lab.start(
        flow('queued_caller', [step('call', 'test.call', { workflow: 'asking' }), step('gate', 'own.gate')]),
      );
      await lab.until('the child is queued', () => childrenOf(lab, queued)[0]?.status === 'queued');
      gate.answer({}, 'gate');
      await lab.host.cancel(queued);
      gate.answer({}, 'gate');
      assert.equal((await lab.end(queued)).status, 'cancelled');
      assert.equal((await lab.end(holder)).status, 'succeeded');
      await lab.until('the child is cancelled', () => childrenOf(lab, queued)[0]?.status === 'cancelled');
    },
    { maxConcurrentRuns: 2 },
  );

  behaviour(
    'ends a called run whose creation is not on disk yet with its caller',
    async (lab) => {
      lab.block('own.forever', obedient);
      lab.save(flow('callee', [step('a', 'own.forever')]));
      const gate = createGate();
      lab.block('own.gate', gate.handler);
      const runId = await lab.start(
        chain('caller', [step('gate', 'own.gate'), step('call', 'test.call', { workflow: 'callee' })], {
          settings: { maxConcurrentRuns: 1 },
        }),
      );
      const other = await lab.start(flow('other', [step('a', 'own.forever')]));
      lab.hold();
      gate.answer();
      await lab.quiet();
      const cancelled = lab.host.cancel(runId);
      await lab.quiet();
      await lab.release();
      await cancelled;
      assert.equal((await lab.end(runId)).status, 'cancelled');
      await lab.until('the child is cancelled', () => childrenOf(lab, runId)[0]?.status === 'cancelled');
      await lab.host.cancel(other);
      assert.equal((await lab.end(other)).status, 'cancelled');
    },
    { maxConcurrentRuns: 2 },
  );

  behaviour(
    'counts down by calling itself, and stops a workflow that never stops calling itself',
    async (lab) => {
      const down = flow(
        'down',
        [
          step('more', 'test.if', { when: '{{ input.n > 0 }}' }),
          step('call', 'test.call', { workflow: 'down', input: { n: '{{ input.n - 1 }}' } }),
          step('end', 'test.echo', { n: 0 }),
        ],
        ['more:true>call', 'more:false>end'],
        { outputs: { depth: '{{ call.output.depth + 1 ?? 0 }}' } },
      );
      assert.deepEqual(await lab.output(down, { n: 4 }), { depth: 4 });
      const error = await lab.failure(caller({ workflow: 'bottomless' }, 'bottomless'));
      assert.equal(error.code, 'child-failed');
      assert.match(error.message, /5 deep/);
      assert.equal(lab.journal.listRuns({ workflowId: 'bottomless', limit: 100 }).length, 6);
    },
    { maxDepth: 5 },
  );

  behaviour('calls a workflow for every item of a loop', async (lab) => {
    lab.save(flow('double', [step('a', 'test.async', { n: '{{ input.n * 2 }}' })]));
    const inner = body([step('call', 'test.call', { workflow: 'double', input: { n: '{{ item }}' } })], [], {
      output: '{{ call.output.n }}' as never,
    });
    const runId = await lab.start(
      flow('loop', [step('each', 'test.each', { items: [1, 2, 3, 4, 5], concurrency: 3 }, { body: inner })]),
    );
    assert.deepEqual(((await lab.end(runId)).output as JsonObject).results, [2, 4, 6, 8, 10]);
    assert.equal(childrenOf(lab, runId).length, 5);
  });

  behaviour(
    'does not stand in its own way when only one run may be under way',
    async (lab) => {
      lab.save(flow('leaf', [step('a', 'test.async', { n: 1 })]), caller({ workflow: 'leaf' }, 'middle'));
      const output = await lab.output(caller({ workflow: 'middle' }, 'top'));
      assert.equal((output as JsonObject).status, 'succeeded');
    },
    { maxConcurrentRuns: 1 },
  );

  behaviour('calls once, whatever crash comes between', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler, { effect: 'idempotent' });
    lab.save(flow('callee', [step('gate', 'own.gate'), step('a', 'test.echo', { n: 1 })], ['gate>a']));
    const runId = await lab.start(
      chain('caller', [
        step('call', 'test.call', { workflow: 'callee' }),
        step('b', 'own.gate'),
        step('c', 'test.echo', { got: '{{ call.output.n }}' }),
      ]),
    );
    await lab.until('the child is under way', () => gate.open.length === 1);
    await lab.restart();
    await lab.until('the child is under way anew', () => gate.open.length === 2);
    gate.answer();
    gate.answer();
    await lab.until('the caller went on', () => gate.open.length === 1);
    await lab.restart();
    await lab.until('the caller is under way anew', () => gate.open.length === 2);
    gate.answer();
    gate.answer();
    assert.deepEqual((await lab.end(runId)).output, { got: 1 });
    assert.equal(childrenOf(lab, runId).length, 1);
    assert.equal(gate.calls.length, 4);
  });

  behaviour('cancels a caller whose called run is gone with a crash, or ended just before it', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', (ctx) => Promise.race([gate.handler(ctx), obedient(ctx)]), { effect: 'idempotent' });
    lab.save(flow('callee', [step('gate', 'own.gate')]));
    const runId = await lab.start(caller({ workflow: 'callee' }));
    await lab.until('the child is under way', () => gate.open.length === 1);
    lab.crash();
    await lab.replace();
    // The new process hears of the caller before it takes anything else over.
    await lab.host.recover([runId]);
    await lab.host.cancel(runId);
    await lab.host.recover();
    assert.equal((await lab.end(runId)).status, 'cancelled');
    await lab.until('the child is cancelled', () => childrenOf(lab, runId)[0]?.status === 'cancelled');
  });

  behaviour('refuses to answer or cancel what is not there', async (lab) => {
    await assert.rejects(lab.host.cancel('nothing'), withCode('run-not-found'));
    await assert.rejects(
      lab.host.answer('nothing', { kind: 'answer', path: 'a', data: {} }),
      withCode('run-not-found'),
    );
  });
}
