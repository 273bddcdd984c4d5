import assert from 'node:assert/strict';
import type { JsonObject } from '#contract/json.ts';
import { type Behaviour, createGate, type Lab, withCode } from './lab.ts';
import { body, chain, flow, step } from './sample-flow.ts';

/** Notes which steps ran; each answers its input. */
function addNoting(lab: Lab): string[] {
  const ran: string[] = [];
  lab.block('own.note', async ({ path, inputs }) => {
    ran.push(path);
    return inputs;
  });
  return ran;
}

/** `a` leads to `b` and `c`, both lead to `d`; `other` stands alone. */
const diamond = flow(
  'diamond',
  [
    step('a', 'own.note', { n: '{{ input.n }}' }),
    step('b', 'own.note', { n: '{{ a.n + 1 }}' }),
    step('c', 'own.note', { n: '{{ a.n + 10 }}' }),
    step('d', 'own.note', { n: '{{ b.n + c.n }}' }),
    step('other', 'own.note', { n: -1 }),
  ],
  ['a>b', 'a>c', 'b>d', 'c>d'],
  { outputs: { all: '{{ d.n }}', other: '{{ other.n }}' } },
);

const looping = flow(
  'looping',
  [
    step('before', 'own.note', { n: 1 }),
    step('each', 'test.each', { items: [1, 2] }, { body: body([step('inner', 'own.note', { n: '{{ item }}' })]) }),
    step('after', 'own.note', { seen: '{{ each }}' }),
  ],
  ['before>each', 'each>after'],
);

const pinnedOf = (lab: Lab, runId: string) =>
  lab.eventsOf(runId, 'step-succeeded').flatMap(({ path, pinned }) => (pinned === true ? [path] : []));

/** Runs of a part of their workflow, and of pinned outputs. */
export function testScopes(behaviour: Behaviour): void {
  behaviour('runs the steps wanted and what leads to them, and gives the outputs of the last ones', async (lab) => {
    const ran = addNoting(lab);
    const runId = await lab.start(diamond, { n: 1 }, { upTo: ['b'] });
    const { status, output } = await lab.end(runId);
    assert.deepEqual([status, output, ran], ['succeeded', { n: 2 }, ['a', 'b']]);
    assert.deepEqual(lab.eventsOf(runId, 'run-created')[0]?.scope, ['b']);
    const both = await lab.end(await lab.start('diamond', { n: 1 }, { upTo: ['c', 'b', 'b'] }));
    assert.deepEqual(both.output, { b: { n: 2 }, c: { n: 11 } });
    const whole = await lab.end(await lab.start('diamond', { n: 1 }));
    assert.deepEqual(whole.output, { all: 13, other: -1 });
  });

  behaviour('refuses to run up to a step its root does not have', async (lab) => {
    addNoting(lab);
    lab.save({ ...diamond, id: 'outside' }, { ...looping, id: 'outside-loop' });
    const start = (workflowId: string, upTo: string[]) => lab.host.start({ workflowId, upTo });
    await assert.rejects(start('outside', ['b', 'nowhere']), withCode('step-not-found', 'nowhere'));
    await assert.rejects(start('outside-loop', ['inner']), withCode('step-not-found', '"each"'));
    assert.deepEqual(lab.journal.listRuns({ workflowIds: ['outside', 'outside-loop'], limit: 5 }), []);
  });

  behaviour('a pinned step succeeds with its output and does not run, whatever its block', async (lab) => {
    const ran = addNoting(lab);
    const pins = { a: { n: 5 }, c: { n: 0 }, gone: 1 };
    const runId = await lab.start(diamond, { n: 1 }, { pins });
    assert.deepEqual((await lab.end(runId)).output, { all: 6, other: -1 });
    assert.deepEqual(ran.toSorted(), ['b', 'd', 'other']);
    assert.deepEqual(pinnedOf(lab, runId), ['a', 'c']);
    assert.deepEqual(
      lab.eventsOf(runId, 'step-started').map(({ path }) => path),
      ['other', 'b', 'd'],
    );
    assert.deepEqual(lab.eventsOf(runId, 'run-created')[0]?.pins, { a: { n: 5 }, c: { n: 0 } });
    const missing = chain('missing', [step('x', 'not.installed'), step('y', 'own.note', { n: '{{ x }}' })]);
    const odd = await lab.end(await lab.start(missing, {}, { pins: { x: null } }));
    assert.deepEqual([odd.status, odd.output], ['succeeded', { n: null }]);
  });

  behaviour('a pinned loop does not go through its body, and a step inside of it cannot be pinned', async (lab) => {
    const ran = addNoting(lab);
    const runId = await lab.start(looping, {}, { pins: { each: { results: ['pinned'] } } });
    assert.deepEqual((await lab.end(runId)).output, { seen: { results: ['pinned'] } });
    assert.deepEqual(ran, ['before', 'after']);
    assert.deepEqual(lab.eventsOf(runId, 'loop-started'), []);
    const refused = lab.host.start({ workflowId: 'looping', pins: { inner: 1 } });
    await assert.rejects(refused, withCode('input-invalid', '"each"'));
    // What is left out of the run does not matter.
    const { output } = await lab.end(await lab.start('looping', {}, { upTo: ['before'], pins: { inner: 1 } }));
    assert.deepEqual(output, { n: 1 });
  });

  behaviour('keeps its scope and pins over a crash, in a queue and under way', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler, { effect: 'read' });
    const workflow = chain('gated', [
      step('first', 'own.gate', {}),
      step('second', 'own.gate', { seen: '{{ first.n }}' }),
      step('third', 'own.gate', { seen: '{{ second.n }}' }),
      step('fourth', 'own.gate', {}),
    ]);
    lab.save({ ...workflow, settings: { maxConcurrentRuns: 1 } });
    const request = { workflowId: 'gated', upTo: ['third'], pins: { second: { n: 7 } } };
    const { runId: underWay } = await lab.host.start(request);
    const { runId: queued } = await lab.host.start(request);
    await lab.until('the first step is called', () => gate.open.length === 1);
    lab.crash();
    await lab.restart();
    await lab.until('the first step is called again', () => gate.calls.length === 2);
    gate.answer({});
    gate.answer({}, 'first');
    for (const runId of [underWay, queued]) {
      if (runId === queued) {
        await lab.until('the queued run begins', () => gate.open.some(({ path }) => path === 'first'));
        gate.answer({}, 'first');
      }
      await lab.until('the third step is called', () => gate.open.some(({ path }) => path === 'third'));
      const inputs: JsonObject | undefined = gate.open.find(({ path }) => path === 'third')?.inputs;
      assert.deepEqual(inputs, { seen: 7 });
      gate.answer({ done: true }, 'third');
      const { status, output } = await lab.end(runId);
      assert.deepEqual([status, output, pinnedOf(lab, runId)], ['succeeded', { done: true }, ['second']]);
    }
  });

  behaviour('a fork runs one step alone, over what the run gave', async (lab) => {
    const ran = addNoting(lab);
    const first = await lab.run(diamond, { n: 1 });
    ran.length = 0;
    const { runId } = await lab.host.fork({ runId: first.id, from: ['b'], upTo: ['b'] });
    assert.deepEqual([(await lab.end(runId)).output, ran], [{ n: 2 }, ['b']]);
    assert.deepEqual(lab.eventsOf(runId, 'run-created')[0]?.scope, ['b']);
    const refused = lab.host.fork({ runId: first.id, from: ['c'], upTo: ['b'] });
    await assert.rejects(refused, withCode('step-not-found', '"c"'));
  });

  behaviour('in a fork a pin goes before what is taken over, and before what would run', async (lab) => {
    const ran = addNoting(lab);
    const first = await lab.run(diamond, { n: 1 });
    ran.length = 0;
    const pins = { b: { n: 100 }, c: { n: 1000 } };
    const { runId } = await lab.host.fork({ runId: first.id, from: ['c', 'd'], pins });
    assert.deepEqual([(await lab.end(runId)).output, ran], [{ all: 1100, other: -1 }, ['d']]);
    assert.deepEqual(pinnedOf(lab, runId).toSorted(), ['b', 'c']);
    // From a step on, everything is wanted again: neither pins nor scope of that run hold.
    const next = await lab.host.fork({ runId, from: ['a'] });
    assert.deepEqual((await lab.end(next.runId)).output, { all: 13, other: -1 });
    assert.deepEqual(pinnedOf(lab, next.runId), []);
  });

  behaviour('going on with what failed keeps the scope and pins of then', async (lab) => {
    const ran = addNoting(lab);
    const workflow = chain('failing', [
      step('a', 'own.note', { n: 1 }),
      step('bad', 'test.fail'),
      step('c', 'own.note', { n: '{{ a.n }}' }),
      step('d', 'own.note'),
    ]);
    const runId = await lab.start(workflow, {}, { upTo: ['c'], pins: { a: { n: 3 } } });
    assert.equal((await lab.end(runId)).status, 'failed');
    lab.block('test.fail', async () => ({}));
    lab.save(chain('failing', [...workflow.steps.map((old) => (old.id === 'bad' ? step('bad', 'own.note') : old))]));
    const retried = await lab.host.fork({ runId, version: 2 });
    assert.deepEqual([(await lab.end(retried.runId)).output, ran], [{ n: 3 }, ['bad', 'c']]);
    assert.deepEqual(pinnedOf(lab, retried.runId), ['a']);
  });
}
