import assert from 'node:assert/strict';
import { type Behaviour, createGate, withCode } from './lab.ts';
import { chain, flow, step } from './sample-flow.ts';

/** Starting runs. */
export function testStarts(behaviour: Behaviour): void {
  behaviour('answers a start once the run is on disk, and not before', async (lab) => {
    lab.save(flow('durable', [step('a', 'test.echo')]));
    lab.hold();
    let answered = false;
    const started = lab.host.start({ workflowId: 'durable', input: { n: 1 } }).then((answer) => {
      answered = true;
      return answer;
    });
    await lab.quiet();
    assert.equal(answered, false);
    await lab.release();
    const { runId, existing } = await started;
    assert.equal(existing, false);
    assert.deepEqual(lab.eventsOf(runId, 'run-created')[0]?.input, { n: 1 });
    assert.equal((await lab.end(runId)).status, 'succeeded');
  });

  behaviour('knows nothing after a crash of a start that was never answered', async (lab) => {
    lab.save(flow('unanswered', [step('a', 'test.effect')]));
    lab.hold();
    const { host } = lab;
    host.start({ workflowId: 'unanswered', idempotencyKey: 'k' }).catch(() => undefined);
    await lab.quiet();
    await lab.restart();
    assert.deepEqual(lab.journal.listRuns({ workflowId: 'unanswered', limit: 10 }), []);
    const again = await lab.host.start({ workflowId: 'unanswered', idempotencyKey: 'k' });
    assert.equal(again.existing, false);
    assert.equal((await lab.end(again.runId)).status, 'succeeded');
  });

  behaviour('starts one run for the same key, also when it ended long ago', async (lab) => {
    lab.save(flow('keyed', [step('a', 'test.echo')]), flow('other', [step('a', 'test.echo')]));
    const request = { workflowId: 'keyed', idempotencyKey: 'order 7' };
    const first = await lab.host.start(request);
    await lab.end(first.runId);
    assert.deepEqual(await lab.host.start(request), { runId: first.runId, existing: true });
    const other = await lab.host.start({ ...request, workflowId: 'other' });
    assert.notEqual(other.runId, first.runId);
    await lab.restart();
    assert.deepEqual(await lab.host.start(request), { runId: first.runId, existing: true });
  });

  behaviour('starts one run for the same key asked for many times at once', async (lab) => {
    let calls = 0;
    lab.block('own.count', () => ({ calls: ++calls }));
    lab.save(flow('at_once', [step('a', 'own.count')]));
    const request = { workflowId: 'at_once', idempotencyKey: 'k' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => lab.host.start(request)));
    assert.equal(new Set(answers.map((answer) => answer.runId)).size, 1);
    assert.equal(answers.filter((answer) => !answer.existing).length, 1);
    await lab.end(answers[0]?.runId ?? '');
    assert.equal(calls, 1);
  });

  behaviour('answers a repeated key once the first run is on disk', async (lab) => {
    lab.save(flow('repeated', [step('a', 'test.echo')]));
    lab.hold();
    const answered: string[] = [];
    const request = { workflowId: 'repeated', idempotencyKey: 'k' };
    const all = ['first', 'second'].map((name) => lab.host.start(request).then(() => answered.push(name)));
    await lab.quiet();
    assert.deepEqual(answered, []);
    await lab.release();
    await Promise.all(all);
    assert.deepEqual(answered.toSorted(), ['first', 'second']);
  });

  behaviour('checks the input and makes no run of a wrong one', async (lab) => {
    const inputs = [
      { id: 'day', type: 'string' as const, required: true },
      { id: 'limit', type: 'integer' as const, required: false, schema: { minimum: 1 } },
    ];
    lab.save(flow('checked', [step('a', 'test.echo')], [], { inputs }));
    const wrong = [
      {},
      { day: 7 },
      { day: null },
      { day: 'x', limit: 1.5 },
      { day: 'x', limit: 0 },
      { day: 'x', dya: 1 },
    ];
    for (const input of wrong) {
      await assert.rejects(lab.host.start({ workflowId: 'checked', input }), withCode('input-invalid'));
    }
    await assert.rejects(lab.host.start({ workflowId: 'checked', input: { day: 'x', dya: 1 } }), /"dya"/);
    await lab.quiet();
    assert.deepEqual(lab.journal.listRuns({ workflowId: 'checked', limit: 10 }), []);
  });

  behaviour('fills in defaults of the input', async (lab) => {
    const inputs = [
      { id: 'day', type: 'string' as const, required: true, default: 'today' },
      { id: 'note', type: 'string' as const, required: false },
    ];
    const workflow = flow('defaults', [step('a', 'test.echo', { got: '{{ input }}' })], [], { inputs });
    assert.deepEqual(await lab.output(workflow), { got: { day: 'today', note: null } });
    assert.deepEqual(await lab.output(workflow, { day: 'x', note: 'y' }), { got: { day: 'x', note: 'y' } });
  });

  behaviour('refuses a workflow or version that is not there', async (lab) => {
    lab.save(flow('known', [step('a', 'test.echo')]));
    await assert.rejects(lab.host.start({ workflowId: 'unknown' }), withCode('workflow-not-found'));
    await assert.rejects(lab.host.start({ workflowId: 'known', version: 9 }), withCode('version-not-found'));
  });

  behaviour('runs the version asked for, and a run keeps its own when a newer one is saved', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler);
    const version = (number: number) =>
      chain('versions', [step('gate', 'own.gate'), step('a', 'test.echo', { number })]);
    lab.save(version(1));
    const under = await lab.start('versions');
    lab.save(version(2));
    const pinned = await lab.start('versions', {}, { version: 1 });
    const current = await lab.start('versions');
    await lab.until('all are at the gate', () => gate.open.length === 3);
    await lab.restart();
    await lab.until('all are at the gate again', () => gate.open.length === 6);
    for (const _ of gate.open.slice()) gate.answer();
    const ends = await Promise.all([under, pinned, current].map((runId) => lab.end(runId)));
    assert.deepEqual(
      ends.map(({ version: ran, output }) => [ran, output]),
      [
        [1, { number: 1 }],
        [1, { number: 1 }],
        [2, { number: 2 }],
      ],
    );
  });

  behaviour('lets expressions see the run and what started it', async (lab) => {
    const workflow = flow('seen', [
      step('a', 'test.echo', {
        run: '{{ run.id }}',
        of: '{{ run.workflowId }}',
        by: '{{ trigger.by }}',
        path: '{{ trigger.path }}',
      }),
    ]);
    const runId = await lab.start(workflow, {}, { trigger: { kind: 'webhook', by: 'shop', data: { path: '/new' } } });
    const { output, triggerKind } = await lab.end(runId);
    assert.deepEqual(output, { run: runId, of: 'seen', by: 'shop', path: '/new' });
    assert.equal(triggerKind, 'webhook');
  });

  behaviour('says how a run ended, whenever it is asked', async (lab) => {
    const runId = await lab.start(flow('asked', [step('a', 'test.echo', { n: 1 })]));
    const first = await lab.end(runId);
    await lab.reaches(runId, 'succeeded');
    const second = await lab.end(runId);
    const { owner: _first, ...told } = first;
    const { owner: _second, ...listed } = second;
    assert.deepEqual(told, listed);
    await assert.rejects(lab.host.waitForEnd('nothing'), withCode('run-not-found'));
  });

  behaviour('stops waiting for an end when it is told to', async (lab) => {
    lab.block('own.gate', createGate().handler);
    const runId = await lab.start(flow('endless', [step('a', 'own.gate')]));
    const controller = new AbortController();
    const waiting = lab.host.waitForEnd(runId, controller.signal);
    controller.abort();
    assert.equal(await waiting, undefined);
    assert.equal(await lab.host.waitForEnd(runId, AbortSignal.abort()), undefined);
  });
}
