import assert from 'node:assert/strict';
import type { BlockContext } from '#blocks/context.ts';
import { AppError } from '#contract/app-error.ts';
import { type Behaviour, type Lab, withCode } from './lab.ts';
import { body, chain, flow, step } from './sample-flow.ts';

/** A workflow that does a little of everything; `own.step` is called at every turn. */
const everything = flow(
  'everything',
  [
    step('first', 'own.step', { n: '{{ input.n }}' }),
    step(
      'each',
      'test.each',
      { items: [1, 2, 3], concurrency: 2 },
      {
        body: body(
          [
            step('item', 'own.step', { n: '{{ item }}' }),
            step('sum', 'test.echo', { n: '{{ item.n + first.n }}' }),
          ].slice(0, 1),
          [],
          { output: '{{ item * 10 }}' as never },
        ),
      },
    ),
    step('set', 'test.set', { total: '{{ $sum(each.results) + first.n }}' }),
    step('call', 'test.call', { workflow: 'callee', input: { n: '{{ vars.total }}' } }),
    step('sleep', 'test.wait', { inMs: 1_000 }),
    step('flaky', 'own.flaky', { n: '{{ vars.total }}' }),
    step('last', 'own.step', { n: '{{ call.output.n + flaky.n }}' }),
  ],
  ['first>each', 'each>set', 'set>call', 'set>sleep', 'sleep>flaky', 'call>last', 'flaky>last'],
  { variables: { total: 0 } },
);

/** Drives time until the run has ended, restarting the host whenever it died. */
async function drive(lab: Lab, runId: string): Promise<void> {
  for (let rounds = 0; lab.journal.findRun(runId)?.finishedAt === undefined; rounds++) {
    assert.ok(rounds < 200, 'the run does not end');
    if (!lab.alive) await lab.restart();
    lab.clock.advance(250);
    await lab.quiet();
  }
}

/** Crashes at every point. */
export function testCrashes(behaviour: Behaviour): void {
  behaviour('comes to the same output whichever call of a handler it dies at', async (lab) => {
    let calls = 0;
    let dieAt = -1;
    const act = async ({ inputs }: BlockContext) => {
      if (calls++ === dieAt) lab.crash();
      return { n: inputs.n ?? null };
    };
    lab.block('own.step', act, { effect: 'idempotent' });
    lab.block('own.flaky', async (ctx) => {
      if (ctx.attempt === 1) throw new AppError('request-failed', 'Come back.');
      return act(ctx);
    });
    lab.save(flow('callee', [step('a', 'own.step', { n: '{{ input.n + 1 }}' })]), everything);
    let total = 1;
    for (dieAt = -1; dieAt < total; dieAt++) {
      calls = 0;
      const runId = await lab.start('everything', { n: 5 });
      await drive(lab, runId);
      const { status, output, error } = await lab.end(runId);
      assert.deepEqual([status, error], ['succeeded', undefined], `died at call ${dieAt}`);
      assert.deepEqual(output, { n: 66 + 65 }, `died at call ${dieAt}`);
      assert.equal(lab.journal.listRuns({ parentRunId: runId, limit: 9 }).length, 1);
      const ends = lab.eventsOf(runId, 'step-succeeded').map((event) => event.path);
      assert.equal(new Set(ends).size, ends.length, 'no step ends twice');
      if (dieAt === -1) total = calls;
    }
    assert.ok(total >= 7);
  });

  behaviour('comes to the same output when everything since the last write is lost', async (lab) => {
    lab.block('own.step', async ({ inputs }) => ({ n: inputs.n ?? null }), { effect: 'idempotent' });
    lab.block('own.flaky', async ({ inputs, attempt }) => {
      if (attempt === 1) throw new AppError('request-failed', 'Come back.');
      return { n: inputs.n ?? null };
    });
    lab.save(flow('callee', [step('a', 'own.step', { n: '{{ input.n + 1 }}' })]), everything);
    const runId = await lab.start('everything', { n: 5 });
    for (let writes = 0; lab.journal.findRun(runId)?.finishedAt === undefined; writes++) {
      assert.ok(writes < 100, 'the run does not end');
      lab.hold();
      lab.clock.advance(500);
      await lab.quiet();
      // Every other time what was held is lost.
      if (writes % 2 === 0) {
        await lab.restart();
        lab.clock.advance(500);
        await lab.quiet();
      } else {
        await lab.release();
      }
    }
    assert.deepEqual((await lab.end(runId)).output, { n: 131 });
  });

  behaviour('takes over what a dead host left, and only that', async (lab) => {
    lab.block('own.never', async () => new Promise(() => undefined));
    const waiting = await lab.start(flow('waiting', [step('a', 'test.wait', { title: 'Pay?' })]));
    const working = await lab.start(flow('working', [step('a', 'own.never')]));
    const ended = await lab.start(flow('ended', [step('a', 'test.echo')]));
    await lab.end(ended);
    await lab.reaches(waiting, 'waiting');
    await lab.quiet();
    await lab.replace();
    assert.equal(await lab.host.recover([ended]), 0);
    assert.equal(await lab.host.recover([working]), 1);
    assert.equal(await lab.host.recover(), 1);
    assert.equal(await lab.host.recover(), 0);
    await lab.until('one is under way', () => lab.host.load.running === 1);
  });

  behaviour('takes a run over when it is asked about it', async (lab) => {
    const runId = await lab.start(
      chain('waiting', [step('a', 'test.wait', { title: 'Pay?' }), step('b', 'test.echo', { by: '{{ a.by }}' })]),
    );
    await lab.reaches(runId, 'waiting');
    await lab.replace();
    await lab.host.answer(runId, { kind: 'answer', path: 'a', data: {}, by: 'ann' });
    assert.deepEqual((await lab.end(runId)).output, { by: 'ann' });
  });

  behaviour('fails a run whose workflow is gone, and recovers the others', async (lab) => {
    lab.block(
      'own.once',
      async () => {
        if (lab.events(goneId).length >= 0 && !crashed) {
          crashed = true;
          lab.crash();
        }
        return { n: 1 };
      },
      { effect: 'idempotent' },
    );
    let crashed = false;
    let goneId = '';
    lab.block('own.never', async () => new Promise(() => undefined), { effect: 'idempotent' });
    goneId = await lab.start(flow('gone', [step('a', 'own.never')]));
    const kept = await lab.start(flow('kept', [step('a', 'test.wait', { inMs: 10 }), step('b', 'own.once')], ['a>b']));
    await lab.reaches(kept, 'waiting');
    lab.clock.advance(10);
    await lab.until('the host crashed', () => !lab.alive);
    lab.remove('gone');
    await lab.restart();
    assert.deepEqual((await lab.end(kept)).output, { n: 1 });
    const { status, error } = await lab.end(goneId);
    assert.deepEqual([status, error?.code], ['failed', 'workflow-not-found']);
    await assert.rejects(lab.host.cancel(goneId), withCode('run-finished'));
  });
}
