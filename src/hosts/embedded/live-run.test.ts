import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chain, flow, step } from '../suite/sample-flow.ts';
import { emit, startRun, succeed } from './testing/sample-run.ts';

describe('a run in memory', () => {
  it('never goes back in time', () => {
    const run = startRun(flow('w', [step('a', 'test.echo')]));
    assert.deepEqual([run.stamp(50), run.stamp(20), run.stamp(60)], [50, 50, 60]);
    run.fold({ type: 'cancel-requested', at: 99 });
    assert.equal(run.stamp(70), 99);
  });

  it('asks for the next thing in order, and forgets what was done', () => {
    const run = startRun(chain('w', [step('a', 'test.echo'), step('b', 'test.echo')]));
    assert.equal(run.hasWork, true);
    const first = run.nextCommand();
    assert.ok(first?.kind === 'run' && first.instance.path === 'a');
    assert.equal(run.nextCommand(), undefined);
    assert.equal(run.hasWork, false);
    succeed(run, 'a');
    const second = run.nextCommand();
    assert.ok(second?.kind === 'run' && second.instance.path === 'b');
  });

  it('works off more than a thousand things in their order', () => {
    const steps = Array.from({ length: 3_000 }, (_, index) => step(`s${index}`, 'test.echo'));
    const run = startRun(flow('w', steps));
    const paths: string[] = [];
    for (let next = run.nextCommand(); next !== undefined; next = run.nextCommand())
      if (next.kind === 'run') paths.push(next.instance.path);
    assert.deepEqual(
      paths,
      steps.map(({ id }) => id),
    );
  });

  it('hands every event and change to the journal once', () => {
    const run = startRun(flow('w', [step('a', 'test.echo')]));
    run.change({ status: 'running' });
    run.change({ startedAt: 5 });
    const taken = run.takeUnwritten();
    assert.deepEqual(
      taken?.events.map((event) => event.type),
      ['run-created', 'run-started'],
    );
    assert.deepEqual(taken?.change, { status: 'running', startedAt: 5 });
    assert.equal(run.takeUnwritten(), undefined);
    assert.equal(run.eventCount, 2);
  });

  it('opens and closes waits, and not what was closed before it was written', () => {
    const run = startRun(flow('w', [step('a', 'test.wait')]));
    run.takeUnwritten();
    run.openWait({ path: 'a', kind: 'timer', dueAt: 1, token: undefined });
    run.closeWait('a');
    run.openWait({ path: 'b', kind: 'retry', dueAt: 2, token: undefined });
    run.closeWait('c');
    const { opened, closed } = run.takeUnwritten()?.change ?? {};
    assert.deepEqual(
      opened?.map((wait) => wait.path),
      ['b'],
    );
    assert.deepEqual(closed, ['a', 'c']);
  });

  it('comes to an end, and asks for nothing when it is folded', () => {
    const run = startRun(flow('w', [step('a', 'test.echo')]));
    const folded = startRun(flow('w', [step('a', 'test.echo')]));
    while (folded.nextCommand() !== undefined);
    folded.fold({ type: 'step-succeeded', at: 1, path: 'a', output: { n: 1 } });
    assert.equal(folded.hasWork, false);
    succeed(run, 'a', { n: 1 });
    emit(run, { type: 'run-finished', status: 'succeeded', output: { n: 1 } }, 7);
    assert.deepEqual(run.end, { at: 7, status: 'succeeded', output: { n: 1 }, error: undefined });
  });
});
