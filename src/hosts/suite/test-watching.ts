import assert from 'node:assert/strict';
import type { StoredEvent } from '#contract/run-event.ts';
import type { LiveEntry } from '../host.ts';
import { type Behaviour, createGate } from './lab.ts';
import { chain, flow, step } from './sample-flow.ts';

function eventsIn(heard: readonly LiveEntry[], runId: string): readonly StoredEvent[] {
  return heard.flatMap((entry) => (entry.kind === 'events' && entry.runId === runId ? entry.events : []));
}

/** What watchers are told. */
export function testWatching(behaviour: Behaviour): void {
  const workflow = chain('watched', [step('a', 'test.echo'), step('b', 'test.effect'), step('c', 'test.async')]);

  behaviour('tells every event of every run, in order, once it is on disk', async (lab) => {
    const heard: LiveEntry[] = [];
    const early: string[] = [];
    const stop = lab.host.watch((entry) => {
      heard.push(entry);
      const last = entry.kind === 'events' ? (entry.events.at(-1)?.seq ?? 0) : 0;
      if ((lab.journal.findRun(entry.runId)?.eventCount ?? 0) < last) early.push(entry.runId);
    });
    const runs = await Promise.all([lab.start(workflow), lab.start(workflow)]);
    for (const runId of runs) await lab.end(runId);
    await lab.quiet();
    for (const runId of runs) assert.deepEqual(eventsIn(heard, runId), [...lab.journal.read(runId)]);
    assert.deepEqual(early, []);
    stop();
    const count = heard.length;
    await lab.run(workflow);
    await lab.quiet();
    assert.equal(heard.length, count);
  });

  behaviour('tells about one run only, where only that is asked for', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler);
    const one = await lab.start(flow('one', [step('a', 'own.gate')]));
    const two = await lab.start(flow('two', [step('a', 'own.gate')]));
    await lab.until('both are under way', () => gate.open.length === 2);
    await lab.quiet();
    const heard: LiveEntry[] = [];
    const stop = lab.host.watch((entry) => heard.push(entry), one);
    gate.answer();
    gate.answer();
    await lab.end(one);
    await lab.end(two);
    await lab.quiet();
    assert.deepEqual([...new Set(heard.map((entry) => entry.runId))], [one]);
    assert.equal(eventsIn(heard, one).at(-1)?.event.type, 'run-finished');
    stop();
    stop();
  });

  behaviour('tells what handlers report while they work', async (lab) => {
    lab.block('own.reporting', async (ctx) => {
      ctx.emit({ done: 'one of two' });
      ctx.log('half way', { rows: 5 });
      return {};
    });
    const heard: LiveEntry[] = [];
    const stop = lab.host.watch((entry) => heard.push(entry));
    const runId = await lab.start(flow('reporting', [step('a', 'own.reporting')]));
    await lab.end(runId);
    assert.deepEqual(
      heard.filter((entry) => entry.kind === 'progress'),
      [
        { kind: 'progress', runId, path: 'a', data: { done: 'one of two' } },
        {
          kind: 'progress',
          runId,
          path: 'a',
          data: { log: { level: 'info', message: 'half way', data: { rows: 5 } } },
        },
      ],
    );
    assert.ok(!JSON.stringify(lab.events(runId)).includes('one of two'), 'progress is not journaled');
    stop();
  });
}
