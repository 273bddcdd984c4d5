import assert from 'node:assert/strict';
import { type Behaviour, createGate, type Lab, turn } from './lab.ts';
import { body, flow, step } from './sample-flow.ts';

const linesOf = (lab: Lab, runId: string) =>
  lab.eventsOf(runId, 'step-logged').map(({ path, attempt, level, message }) => [path, attempt, level, message]);

/** What handlers write to the logs of their steps. */
export function testLogs(behaviour: Behaviour): void {
  behaviour('keeps the lines of a step with the run, in order, before its end', async (lab) => {
    lab.block('own.writing', async (ctx) => {
      ctx.log('begins', { rows: 5 });
      await turn();
      ctx.log('is odd', undefined, 'warn');
      if (ctx.attempt === 1) throw new Error('broken');
      return {};
    });
    const retry = { maxAttempts: 1, delayMs: 1 };
    const runId = await lab.start(flow('writing', [step('a', 'own.writing', {}, { retry, onError: 'continue' })]));
    await lab.end(runId);
    assert.deepEqual(linesOf(lab, runId), [
      ['a', 1, 'info', 'begins'],
      ['a', 1, 'warn', 'is odd'],
    ]);
    assert.deepEqual(lab.eventsOf(runId, 'step-logged')[0]?.data, { rows: 5 });
    const types = lab.events(runId).map(({ type }) => type);
    assert.ok(types.lastIndexOf('step-logged') < types.indexOf('step-failed'));
  });

  behaviour('puts a line on disk while its step works, and keeps it over a crash', async (lab) => {
    const gate = createGate();
    lab.block(
      'own.slow',
      (ctx) => {
        ctx.log(`call ${gate.calls.length + 1}`);
        return gate.handler(ctx);
      },
      { effect: 'read' },
    );
    const runId = await lab.start(flow('slow', [step('a', 'own.slow')]));
    await lab.until('the line is on disk', () => linesOf(lab, runId).length === 1);
    lab.crash();
    await lab.restart();
    await lab.until('the step is called again', () => gate.calls.length === 2);
    gate.answer();
    gate.answer();
    assert.equal((await lab.end(runId)).status, 'succeeded');
    assert.deepEqual(linesOf(lab, runId), [
      ['a', 1, 'info', 'call 1'],
      ['a', 1, 'info', 'call 2'],
    ]);
  });

  behaviour('keeps only so many lines of a step and of a run, says so, and goes on', async (lab) => {
    lab.block('own.chatty', ({ log, inputs }) => {
      for (let line = 0; line < Number(inputs.lines); line++) log(`line ${line}`);
      return {};
    });
    const one = await lab.start(flow('chatty', [step('a', 'own.chatty', { lines: 1_000 })]));
    await lab.end(one);
    const lines = linesOf(lab, one);
    assert.equal(lines.length, 100);
    assert.deepEqual(lines.at(-1), ['a', 1, 'warn', 'Further lines of this step were not kept.']);
    const items = Array.from({ length: 80 }, (_, index) => index);
    const loop = step('each', 'test.each', { items }, { body: body([step('a', 'own.chatty', { lines: 90 })]) });
    const many = await lab.start(flow('chatty-loop', [loop]));
    assert.equal((await lab.end(many)).status, 'succeeded');
    const all = linesOf(lab, many);
    assert.equal(all.length, 5_000);
    assert.equal(all.at(-1)?.at(-1), 'Further lines of this run were not kept.');
  });

  behaviour('takes whatever a handler writes, and cuts what is long', async (lab) => {
    lab.block('own.odd', ({ log }) => {
      const knot: Record<string, unknown> = {};
      knot.self = knot;
      const write = log as (...args: unknown[]) => void;
      write(undefined, knot);
      write({ a: 1 }, ['list'], 'fatal');
      write('x'.repeat(10_000), { long: 'y'.repeat(10_000) }, 'error');
      return {};
    });
    const runId = await lab.start(flow('odd', [step('a', 'own.odd')]));
    assert.equal((await lab.end(runId)).status, 'succeeded');
    assert.deepEqual(linesOf(lab, runId), [
      ['a', 1, 'info', 'undefined'],
      ['a', 1, 'info', '[object Object]'],
      ['a', 1, 'error', 'x'.repeat(2_000)],
    ]);
    assert.ok(lab.eventsOf(runId, 'step-logged').every(({ data }) => data === undefined));
  });

  behaviour('does not keep what a handler writes after its step has ended', async (lab) => {
    const late: ((message: string) => void)[] = [];
    lab.block('own.late', async ({ log }) => {
      late.push(log);
      return {};
    });
    const runId = await lab.start(flow('late', [step('a', 'own.late')]));
    await lab.end(runId);
    for (const log of late) log('too late');
    await lab.quiet();
    assert.equal(late.length, 1);
    assert.deepEqual(linesOf(lab, runId), []);
  });
}
