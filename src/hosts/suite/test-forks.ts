import assert from 'node:assert/strict';
import type { JsonObject } from '#contract/json.ts';
import { type Behaviour, type Lab, withCode } from './lab.ts';
import { body, chain, flow, step } from './sample-flow.ts';

/** Counts calls by step. */
function addCounter(lab: Lab): Map<string, number> {
  const calls = new Map<string, number>();
  lab.block(
    'own.count',
    async ({ path, inputs }) => {
      const count = (calls.get(path) ?? 0) + 1;
      calls.set(path, count);
      return { ...inputs, count };
    },
    { effect: 'effect' },
  );
  return calls;
}

const three = chain('three', [
  step('a', 'own.count', { n: '{{ input.n }}' }),
  step('b', 'own.count', { n: '{{ a.n + 1 }}' }),
  step('c', 'own.count', { n: '{{ b.n + 1 }}' }),
]);

/** Runs that go on from older ones. */
export function testForks(behaviour: Behaviour): void {
  behaviour('runs a step and all that follow it again, and takes over the rest', async (lab) => {
    const calls = addCounter(lab);
    const first = await lab.run(three, { n: 1 });
    assert.deepEqual(first.output, { n: 3, count: 1 });
    const { runId, existing } = await lab.host.fork({ runId: first.id, from: ['b'] });
    assert.equal(existing, false);
    assert.deepEqual((await lab.end(runId)).output, { n: 3, count: 2 });
    assert.deepEqual(
      [...calls],
      [
        ['a', 1],
        ['b', 2],
        ['c', 2],
      ],
    );
    const [created] = lab.eventsOf(runId, 'run-created');
    assert.deepEqual(
      [created?.forkedFrom, created?.input, created?.trigger.kind],
      [{ runId: first.id, steps: ['b'] }, { n: 1 }, 'fork'],
    );
    assert.deepEqual(
      lab.eventsOf(runId, 'step-succeeded').map(({ path, copied }) => [path, copied]),
      [
        ['a', true],
        ['b', undefined],
        ['c', undefined],
      ],
    );
  });

  behaviour('goes on from what failed when no step is named', async (lab) => {
    const calls = addCounter(lab);
    const workflow = flow(
      'failing',
      [
        step('a', 'own.count', { n: 1 }),
        step('bad', 'test.fail'),
        step('last', 'own.count', { n: '{{ a.n }}' }),
        step('side', 'own.count'),
      ],
      ['a>bad', 'bad>last'],
    );
    const first = await lab.run(workflow);
    assert.equal(first.status, 'failed');
    lab.save({
      ...workflow,
      steps: workflow.steps.map((each) => (each.id === 'bad' ? step('bad', 'test.echo') : each)),
    });
    const { runId } = await lab.host.fork({ runId: first.id, version: 2 });
    const { output, version } = await lab.end(runId);
    assert.equal(version, 2);
    assert.equal(((output as JsonObject).last as JsonObject).n, 1);
    assert.equal(calls.get('a'), 1);
    assert.equal(calls.get('last'), 1);
  });

  behaviour('replaces inputs of steps', async (lab) => {
    addCounter(lab);
    const first = await lab.run(three, { n: 1 });
    const { runId } = await lab.host.fork({ runId: first.id, from: ['b'], overrides: { b: { n: 40 } } });
    assert.deepEqual((await lab.end(runId)).output, { n: 41, count: 2 });
    await assert.rejects(
      lab.host.fork({ runId: first.id, from: ['b'], overrides: { bee: {} } }),
      withCode('step-not-found', 'bee'),
    );
  });

  behaviour('takes over variables, loops and branches', async (lab) => {
    const workflow = chain(
      'taken',
      [
        step('check', 'test.if', { when: true }),
        step('set', 'test.set', { n: 5 }),
        step(
          'each',
          'test.each',
          { items: [1, 2] },
          { body: body([step('add', 'test.set', { n: '{{ vars.n + item }}' })]) },
        ),
        step('last', 'test.echo', { n: '{{ vars.n }}', finished: '{{ each.finished }}' }),
      ],
      { variables: { n: 0 } },
    );
    const first = await lab.run(workflow);
    assert.deepEqual(first.output, { n: 8, finished: 2 });
    const { runId } = await lab.host.fork({ runId: first.id, from: ['last'] });
    assert.deepEqual((await lab.end(runId)).output, { n: 8, finished: 2 });
    assert.deepEqual(
      lab.eventsOf(runId, 'step-started').map((event) => event.path),
      ['last'],
    );
  });

  behaviour('takes over an effect a person vouched for', async (lab) => {
    let calls = 0;
    lab.block(
      'own.effect',
      async () => {
        calls++;
        lab.crash();
        return {};
      },
      { effect: 'effect' },
    );
    lab.save(chain('vouched', [step('pay', 'own.effect'), step('bad', 'test.fail')]));
    lab.host.start({ workflowId: 'vouched' }).catch(() => undefined);
    await lab.until('the host crashed', () => !lab.alive);
    await lab.restart();
    const [run] = lab.journal.listRuns({ workflowId: 'vouched', limit: 1 });
    const runId = run?.id ?? '';
    await lab.reaches(runId, 'uncertain');
    await lab.host.answer(runId, { kind: 'decision', path: 'pay', decision: 'succeeded', output: { paid: true } });
    assert.equal((await lab.end(runId)).status, 'failed');
    const fork = await lab.host.fork({ runId });
    assert.equal((await lab.end(fork.runId)).status, 'failed');
    assert.equal(calls, 1);
    assert.deepEqual(
      lab.eventsOf(fork.runId, 'step-started').map((event) => event.path),
      ['bad'],
    );
  });

  behaviour('refuses to fork from nowhere', async (lab) => {
    addCounter(lab);
    const first = await lab.run(three, { n: 1 });
    await assert.rejects(lab.host.fork({ runId: first.id }), withCode('conflict'));
    await assert.rejects(lab.host.fork({ runId: first.id, from: ['x'] }), withCode('step-not-found', 'a, b, c'));
    await assert.rejects(lab.host.fork({ runId: first.id, from: ['b'], version: 9 }), withCode('version-not-found'));
    await assert.rejects(lab.host.fork({ runId: 'nothing' }), withCode('run-not-found'));
  });

  behaviour('keeps a fork through a crash', async (lab) => {
    const calls = addCounter(lab);
    const first = await lab.run(three, { n: 1 });
    lab.block('own.never', async () => new Promise(() => undefined));
    lab.save({ ...three, steps: three.steps.map((each) => (each.id === 'b' ? step('b', 'own.never') : each)) });
    const { runId } = await lab.host.fork({ runId: first.id, from: ['b'], version: 2 });
    lab.block('own.never', async () => ({ n: 10 }));
    await lab.quiet();
    await lab.restart();
    assert.equal(((await lab.end(runId)).output as JsonObject).n, 11);
    assert.equal(calls.get('a'), 1);
  });
}
