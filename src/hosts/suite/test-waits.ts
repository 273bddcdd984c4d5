import assert from 'node:assert/strict';
import type { JsonObject } from '#contract/json.ts';
import { type Behaviour, createGate, withCode } from './lab.ts';
import { body, chain, flow, step } from './sample-flow.ts';

const SCHEMA: JsonObject = {
  type: 'object',
  properties: { amount: { type: 'number', minimum: 1 } },
  required: ['amount'],
};

/** Durable waits. */
export function testWaits(behaviour: Behaviour): void {
  const waiting = (input: JsonObject, rest: Parameters<typeof flow>[3] = {}) =>
    chain(
      'waiting',
      [
        step('before', 'test.echo', { n: 1 }),
        step('wait', 'test.wait', input),
        step('after', 'test.echo', { n: '{{ before.n }}', got: '{{ wait }}' }),
      ],
      rest,
    );

  behaviour('waits for a time and not less', async (lab) => {
    const runId = await lab.start(waiting({ inMs: 5_000 }));
    await lab.reaches(runId, 'waiting');
    assert.deepEqual(lab.host.load, { queued: 0, running: 0 });
    lab.clock.advance(4_999);
    await lab.quiet();
    assert.equal(lab.journal.findRun(runId)?.status, 'waiting');
    lab.clock.advance(1);
    assert.deepEqual((await lab.end(runId)).output, { n: 1, got: { outcome: 'fired', data: null, by: null } });
  });

  behaviour('waits until an instant, for days, or not at all when it is past', async (lab) => {
    const days = await lab.start(waiting({ at: lab.clock.wall() + 3 * 86_400_000 }));
    await lab.reaches(days, 'waiting');
    const past = await lab.start(waiting({ at: lab.clock.wall() - 1 }));
    lab.clock.advance(1);
    assert.equal((await lab.end(past)).status, 'succeeded');
    lab.clock.advance(3 * 86_400_000 - 2);
    await lab.quiet();
    assert.equal(lab.journal.findRun(days)?.status, 'waiting');
    lab.clock.advance(1);
    assert.equal((await lab.end(days)).status, 'succeeded');
  });

  behaviour('does not wait longer when the clock is set back, and notices when it is set forward', async (lab) => {
    const back = await lab.start(waiting({ inMs: 5_000 }));
    await lab.reaches(back, 'waiting');
    lab.clock.jump(-3_600_000);
    lab.clock.advance(5_000);
    const { finishedAt, createdAt } = await lab.end(back);
    assert.ok((finishedAt ?? 0) >= createdAt, 'events never go back in time');
    const forward = await lab.start(waiting({ inMs: 3_600_000 }));
    await lab.reaches(forward, 'waiting');
    lab.clock.jump(3_600_000);
    lab.clock.advance(2_000);
    assert.equal((await lab.end(forward)).status, 'succeeded');
  });

  behaviour('sleeps through a crash, and wakes at once when its time came meanwhile', async (lab) => {
    const soon = await lab.start(waiting({ inMs: 5_000 }));
    const late = await lab.start(waiting({ inMs: 50_000 }));
    await lab.reaches(soon, 'waiting');
    await lab.reaches(late, 'waiting');
    lab.crash();
    lab.clock.advance(10_000);
    await lab.restart();
    lab.clock.advance(0);
    assert.equal((await lab.end(soon)).status, 'succeeded');
    assert.equal(lab.journal.findRun(late)?.status, 'waiting');
    lab.clock.advance(40_000);
    assert.equal((await lab.end(late)).status, 'succeeded');
    assert.equal(lab.eventsOf(late, 'step-waiting').length, 1);
  });

  behaviour('goes on with the answer of a person', async (lab) => {
    const runId = await lab.start(waiting({ title: 'Pay?', message: 'It is much.' }));
    await lab.reaches(runId, 'waiting');
    const [wait] = lab.journal.listWaits({ runId });
    assert.deepEqual([wait?.path, wait?.kind], ['wait', 'approval']);
    await lab.host.answer(runId, { kind: 'answer', path: 'wait', data: { approved: true }, by: 'ann' });
    assert.deepEqual(lab.eventsOf(runId, 'wait-resolved').length, 1);
    assert.deepEqual((await lab.end(runId)).output, {
      n: 1,
      got: { outcome: 'answered', data: { approved: true }, by: 'ann' },
    });
    assert.deepEqual(lab.journal.listWaits({ runId }), []);
  });

  behaviour('refuses an answer that does not fit the form, and takes a fitting one or a refusal', async (lab) => {
    const runs = [];
    for (let count = 0; count < 2; count++) {
      const runId = await lab.start(waiting({ title: 'Pay?', schema: SCHEMA }));
      runs.push(runId);
      await lab.reaches(runId, 'waiting');
      for (const data of [
        { approved: true },
        { approved: true, answer: { amount: 0 } },
        { approved: true, answer: 'much' },
        'yes',
        null,
      ]) {
        await assert.rejects(
          lab.host.answer(runId, { kind: 'answer', path: 'wait', data }),
          withCode('input-invalid', 'Pay?'),
        );
      }
      assert.equal(lab.journal.findRun(runId)?.status, 'waiting');
    }
    const [first = '', second = ''] = runs;
    await lab.host.answer(first, { kind: 'answer', path: 'wait', data: { approved: true, answer: { amount: 5 } } });
    await lab.host.answer(second, { kind: 'answer', path: 'wait', data: { approved: false } });
    assert.equal((await lab.end(first)).status, 'succeeded');
    assert.equal((await lab.end(second)).status, 'succeeded');
  });

  behaviour('refuses an answer nobody waits for, saying what is waited for', async (lab) => {
    const workflow = flow('two', [
      step('ask', 'test.wait', { title: 'Pay?' }),
      step('time', 'test.wait', { inMs: 1_000 }),
    ]);
    const runId = await lab.start(workflow);
    await lab.reaches(runId, 'waiting');
    for (const path of ['time', 'nothing', '', '__proto__', 'ask[0]']) {
      await assert.rejects(
        lab.host.answer(runId, { kind: 'answer', path, data: {} }),
        withCode('wait-not-open', 'ask'),
      );
    }
    await assert.rejects(
      lab.host.answer(runId, { kind: 'decision', path: 'ask', decision: 'retry' }),
      withCode('wait-not-open'),
    );
    await lab.host.answer(runId, { kind: 'answer', path: 'ask', data: { approved: true } });
    await assert.rejects(
      lab.host.answer(runId, { kind: 'answer', path: 'ask', data: { approved: true } }),
      withCode('wait-not-open'),
    );
    lab.clock.advance(1_000);
    assert.equal((await lab.end(runId)).status, 'succeeded');
    await assert.rejects(lab.host.answer(runId, { kind: 'answer', path: 'ask', data: {} }), withCode('run-finished'));
  });

  behaviour('takes one of two answers given at once', async (lab) => {
    const runId = await lab.start(waiting({ title: 'Pay?' }));
    await lab.reaches(runId, 'waiting');
    const answers = ['ann', 'bob'].map((by) =>
      lab.host.answer(runId, { kind: 'answer', path: 'wait', data: { by }, by }),
    );
    const settled = await Promise.allSettled(answers);
    assert.equal(settled.filter((answer) => answer.status === 'fulfilled').length, 1);
    assert.equal((await lab.end(runId)).status, 'succeeded');
    assert.equal(lab.eventsOf(runId, 'wait-resolved').length, 1);
  });

  behaviour('asks on after a crash, and keeps an answer it accepted', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler);
    const runId = await lab.start(
      chain('asking', [
        step('wait', 'test.wait', { title: 'Pay?' }),
        step('gate', 'own.gate'),
        step('after', 'test.echo', { by: '{{ wait.by }}' }),
      ]),
    );
    await lab.reaches(runId, 'waiting');
    await lab.restart();
    await lab.host.answer(runId, { kind: 'answer', path: 'wait', data: {}, by: 'ann' });
    await lab.restart();
    await lab.until('it ended', () => {
      if (gate.open.length > 0) gate.answer();
      return lab.journal.findRun(runId)?.finishedAt !== undefined;
    });
    assert.deepEqual((await lab.end(runId)).output, { by: 'ann' });
    assert.equal(lab.eventsOf(runId, 'wait-resolved').length, 1);
  });

  behaviour('tells the handler when a question expired', async (lab) => {
    const runId = await lab.start(waiting({ title: 'Pay?', expiresInMs: 1_000 }));
    await lab.reaches(runId, 'waiting');
    lab.clock.advance(1_000);
    const { output } = await lab.end(runId);
    assert.equal(((output as JsonObject).got as JsonObject).outcome, 'expired');
  });

  behaviour('finds a callback by its token, which nobody can guess', async (lab) => {
    const runs = [await lab.start(waiting({})), await lab.start(waiting({ expiresInMs: 9_000 }))];
    const tokens = new Set<string>();
    for (const runId of runs) {
      await lab.reaches(runId, 'waiting');
      const token = lab.journal.listWaits({ runId })[0]?.token ?? '';
      assert.ok(token.length >= 20);
      tokens.add(token);
      const wait = lab.journal.findWaitByToken(token);
      assert.deepEqual([wait?.runId, wait?.path, wait?.kind], [runId, 'wait', 'callback']);
      await lab.host.answer(runId, { kind: 'answer', path: wait?.path ?? '', data: { paid: true } });
      assert.deepEqual(((await lab.end(runId)).output as JsonObject).got, {
        outcome: 'answered',
        data: { paid: true },
        by: null,
      });
      assert.equal(lab.journal.findWaitByToken(token), undefined);
    }
    assert.equal(tokens.size, 2);
  });

  behaviour('waits again right after a wait, however slow the disk is', async (lab) => {
    const workflow = chain('twice', [
      step('one', 'test.wait', { inMs: 10 }),
      step('two', 'test.wait', { inMs: 10 }),
      step('three', 'test.wait', { title: 'Pay?' }),
      step('four', 'test.wait', { inMs: 10 }),
    ]);
    const runId = await lab.start(workflow);
    lab.hold();
    for (let turns = 0; turns < 4; turns++) {
      await lab.quiet();
      lab.clock.advance(10);
    }
    const released = lab.release();
    lab.clock.advance(10);
    await released;
    await lab.reaches(runId, 'waiting');
    await lab.host.answer(runId, { kind: 'answer', path: 'three', data: {} });
    await lab.quiet();
    lab.clock.advance(10);
    assert.equal((await lab.end(runId)).status, 'succeeded');
    assert.equal(lab.eventsOf(runId, 'wait-resolved').length, 4);
  });

  behaviour('goes on with other branches while one waits', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler);
    const runId = await lab.start(
      flow(
        'branches',
        [step('wait', 'test.wait', { inMs: 1_000 }), step('gate', 'own.gate'), step('after', 'test.echo')],
        ['gate>after'],
      ),
    );
    await lab.until('the other branch is under way', () => gate.open.length === 1);
    await lab.quiet();
    assert.equal(lab.journal.findRun(runId)?.status, 'running');
    lab.clock.advance(1_000);
    await lab.quiet();
    gate.answer();
    assert.equal((await lab.end(runId)).status, 'succeeded');
  });

  behaviour('goes on with everything a crash cut off, whatever wakes the run first', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler);
    const workflow = flow('woken', [
      step('timer', 'test.wait', { inMs: 1_000 }),
      step('ask', 'test.wait', { title: 'Pay?' }),
      step('gate', 'own.gate'),
    ]);
    const runId = await lab.start(workflow);
    await lab.until('the branch is under way', () => gate.open.length === 1);
    await lab.quiet();
    lab.crash();
    lab.clock.advance(2_000);
    await lab.restart();
    lab.clock.advance(1);
    await lab.host.answer(runId, { kind: 'answer', path: 'ask', data: {} });
    await lab.until('the branch is under way anew', () => gate.open.length === 2);
    while (gate.open.length > 0) gate.answer();
    assert.equal((await lab.end(runId)).status, 'succeeded');
  });

  behaviour('lists no wait any more that a failure around it took down', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler);
    const inner = body([
      step('ask', 'test.wait', { title: 'Pay?' }),
      step('time', 'test.wait', { inMs: 60_000 }),
      step('flaky', 'test.fail', { code: 'request-failed', data: { retryAfterMs: 60_000 } }),
      step('gate', 'own.gate'),
    ]);
    const runId = await lab.start(
      flow('taken_down', [
        step('each', 'test.each', { items: [1, 2], concurrency: 2, onItemError: 'continue' }, { body: inner }),
        step('other', 'test.wait', { title: 'Go on?' }),
      ]),
    );
    const listed = () =>
      lab.journal
        .listWaits({ runId })
        .map((wait) => wait.path)
        .toSorted();
    await lab.until('all wait', () => listed().length === 7);
    gate.fail(new Error('broken'), 'each[0].gate');
    const rest = ['each[1].ask', 'each[1].flaky', 'each[1].time', 'other'];
    await lab.until('the waits of the first item are gone', () => listed().length === 4);
    assert.deepEqual(listed(), rest);
    await lab.restart();
    await lab.until('the second item is under way anew', () => gate.calls.length === 3);
    gate.fail(new Error('dead'), 'each[1].gate');
    gate.fail(new Error('broken'), 'each[1].gate');
    await lab.until('the waits of the second item are gone', () => listed().length === 1);
    await lab.host.answer(runId, { kind: 'answer', path: 'other', data: {} });
    assert.equal((await lab.end(runId)).status, 'succeeded');
  });

  behaviour('calls a handler on with the inputs it asked with, also after a crash', async (lab) => {
    let crashes = 1;
    lab.block('own.ask', async (ctx) => {
      if (ctx.resumed === undefined) return ctx.waitFor({ kind: 'approval', title: String(ctx.inputs.title) });
      if (crashes-- > 0) {
        lab.crash();
        return new Promise(() => undefined);
      }
      return { title: ctx.inputs.title ?? null, by: ctx.resumed.by ?? null };
    });
    const workflow = flow(
      'asked_with',
      [
        step('ask', 'own.ask', { title: '{{ vars.title }}' }),
        step('time', 'test.wait', { inMs: 10 }),
        step('set', 'test.set', { title: 'second' }),
      ],
      ['time>set'],
      { variables: { title: 'first' }, outputs: { title: '{{ ask.title }}', by: '{{ ask.by }}' } },
    );
    const runId = await lab.start(workflow);
    await lab.reaches(runId, 'waiting');
    lab.clock.advance(10);
    await lab.until('the title is another one', () => lab.eventsOf(runId, 'variables-set').length === 1);
    // The acknowledgement may be lost with the crash.
    lab.host.answer(runId, { kind: 'answer', path: 'ask', data: {}, by: 'ann' }).catch(() => undefined);
    await lab.until('the host crashed', () => !lab.alive);
    await lab.restart();
    assert.deepEqual((await lab.end(runId)).output, { title: 'first', by: 'ann' });
  });
}
