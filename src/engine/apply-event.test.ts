import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRun, error, step, workflow } from './testing/small-run.ts';

const follow = ['a>ok', 'a:error>bad'];

function failing(onError?: 'fail' | 'continue' | 'branch') {
  const steps = [step('a', onError === undefined ? {} : { onError }), step('ok'), step('bad')];
  return createRun(workflow(steps, follow));
}

describe('a step that fails for good', () => {
  it('fails the run by default, naming the step', () => {
    const run = failing();
    assert.deepEqual(run.fail('a'), ['finish-run failed data-invalid']);
    const [command] = run.commands;
    assert.ok(command?.kind === 'finish-run');
    assert.deepEqual(command.error, { code: 'data-invalid', message: 'data-invalid', data: { step: 'a' } });
  });

  it('takes its default port when it is to continue', () => {
    assert.deepEqual(failing('continue').fail('a'), ['settled a failed', 'run ok 1 start', 'settled bad skipped']);
  });

  it('takes the error port when it is to branch', () => {
    assert.deepEqual(failing('branch').fail('a'), ['settled a failed', 'run bad 1 start', 'settled ok skipped']);
  });

  it('ends with the run when nothing leaves by the error port', () => {
    const run = createRun(workflow([step('a', { onError: 'branch' }), step('ok')], ['a>ok']));
    assert.deepEqual(run.fail('a'), ['settled a failed', 'settled ok skipped', 'finish-run succeeded ok']);
  });
});

describe('a step that fails with an error that may pass', () => {
  it('is tried three times by default, waiting longer each time', () => {
    const run = failing();
    run.now = 10_000;
    assert.deepEqual(run.fail('a', 'request-failed', 1), ['timer retry a 10500']);
    run.now = 10_500;
    assert.deepEqual(run.send({ type: 'retry-due', path: 'a' }), ['run a 2 retry']);
    assert.deepEqual(run.fail('a', 'request-failed', 2), ['timer retry a 11500']);
    assert.deepEqual(run.send({ type: 'retry-due', path: 'a' }), ['run a 3 retry']);
    assert.deepEqual(run.fail('a', 'request-failed', 3), ['finish-run failed request-failed']);
  });

  it('succeeds when a later attempt does', () => {
    const run = failing();
    run.fail('a', 'request-failed', 1);
    run.send({ type: 'retry-due', path: 'a' });
    run.send({ type: 'step-started', path: 'a', attempt: 2 });
    assert.deepEqual(run.ok('a'), ['settled a done', 'run ok 1 start', 'settled bad skipped']);
  });

  it('takes the jitter from the event alone', () => {
    const run = failing();
    const half = { type: 'step-failed', path: 'a', attempt: 1, error: error('request-failed'), jitter: 0.5 } as const;
    assert.deepEqual(run.send(half), ['timer retry a 750']);
  });

  it('is not tried again before its time, nor twice', () => {
    const run = failing();
    assert.deepEqual(run.send({ type: 'retry-due', path: 'a' }), []);
    run.fail('a', 'request-failed', 1);
    run.send({ type: 'retry-due', path: 'a' });
    assert.deepEqual(run.send({ type: 'retry-due', path: 'a' }), []);
  });
});

describe('a step that waits', () => {
  const wait = (dueAt?: number) =>
    ({
      type: 'step-waiting',
      path: 'a',
      wait: { kind: 'approval', title: 'Go on?', ...(dueAt === undefined ? {} : { dueAt }) },
    }) as const;

  it('is called again once the time came', () => {
    const run = failing();
    assert.deepEqual(run.send({ type: 'step-waiting', path: 'a', wait: { kind: 'timer', dueAt: 700 } }), [
      'timer wait a 700',
    ]);
    assert.deepEqual(run.send({ type: 'wait-resolved', path: 'a', outcome: 'fired' }), ['run a 1 resumed']);
    assert.deepEqual(run.ok('a'), ['settled a done', 'run ok 1 start', 'settled bad skipped']);
  });

  it('asks for no timer when it may wait for ever', () => {
    const run = failing();
    assert.deepEqual(run.send(wait()), []);
    assert.deepEqual(run.send({ type: 'wait-resolved', path: 'a', outcome: 'answered', data: true }), [
      'run a 1 resumed',
    ]);
  });

  it('is called again when the wait expires, and ignores an answer that comes too late', () => {
    const run = failing();
    assert.deepEqual(run.send(wait(900)), ['timer wait a 900']);
    assert.deepEqual(run.send({ type: 'wait-resolved', path: 'a', outcome: 'expired' }), ['run a 1 resumed']);
    assert.deepEqual(run.send({ type: 'wait-resolved', path: 'a', outcome: 'answered', data: true }), []);
  });

  it('may wait for a callback, several times in a row, and keeps its attempt', () => {
    const run = failing();
    run.fail('a', 'request-failed', 1);
    run.send({ type: 'retry-due', path: 'a' });
    for (const token of ['one', 'two']) {
      assert.deepEqual(run.send({ type: 'step-waiting', path: 'a', wait: { kind: 'callback', token } }), []);
      assert.deepEqual(run.send({ type: 'wait-resolved', path: 'a', outcome: 'answered' }), ['run a 2 resumed']);
    }
  });

  it('keeps others from nothing', () => {
    const run = createRun(workflow([step('a'), step('b'), step('c')], ['b>c']));
    run.send(wait());
    assert.deepEqual(run.ok('b'), ['settled b done', 'run c 1 start']);
    assert.deepEqual(run.ok('c'), ['settled c done']);
  });
});

describe('a step whose effect is uncertain', () => {
  function uncertain(onUncertain?: 'ask' | 'retry' | 'fail', onError?: 'continue') {
    const process = { ...(onUncertain && { onUncertain }), ...(onError && { onError }) };
    const run = createRun(workflow([step('a', process), step('ok')], ['a>ok']));
    run.send({ type: 'step-started', path: 'a', attempt: 1, intent: true });
    return Object.assign(run, { asked: run.send({ type: 'step-uncertain', path: 'a', attempt: 1 }) });
  }

  it('waits for a person by default', () => {
    const run = uncertain();
    assert.deepEqual(run.asked, []);
    assert.equal(run.state.active.get('a')?.phase, 'uncertain');
  });

  it('is sent again, as the next attempt, when the person or the policy says so', () => {
    assert.deepEqual(uncertain().send({ type: 'uncertain-resolved', path: 'a', decision: 'retry' }), ['run a 2 retry']);
    assert.deepEqual(uncertain('retry').asked, ['run a 2 retry']);
  });

  it('is done when the person says it happened', () => {
    const run = uncertain();
    assert.deepEqual(run.send({ type: 'uncertain-resolved', path: 'a', decision: 'succeeded' }), [
      'settled a done',
      'run ok 1 start',
    ]);
  });

  it('fails when the person or the policy says so, by the error policy', () => {
    assert.deepEqual(uncertain().send({ type: 'uncertain-resolved', path: 'a', decision: 'failed' }), [
      'finish-run failed effect-uncertain',
    ]);
    assert.deepEqual(uncertain('fail').asked, ['finish-run failed effect-uncertain']);
    assert.deepEqual(uncertain('fail', 'continue').asked, ['settled a failed', 'run ok 1 start']);
  });

  it('takes no decision where nothing is uncertain', () => {
    const run = failing();
    assert.deepEqual(run.send({ type: 'uncertain-resolved', path: 'a', decision: 'succeeded' }), []);
  });
});

describe('a step that calls a run', () => {
  const called = (runId = 'r2') =>
    ({ type: 'child-started', path: 'a', runId, workflow: { id: 'child', version: 1 }, input: {} }) as const;

  it('is called again with the result', () => {
    const run = failing();
    assert.deepEqual(run.send(called()), ['await-child a r2']);
    assert.deepEqual(run.send({ type: 'child-finished', path: 'a', runId: 'r2', status: 'succeeded' }), [
      'run a 1 child',
    ]);
    assert.deepEqual(run.fail('a', 'child-failed'), ['finish-run failed child-failed']);
  });

  it('ignores the end of another run than the one it called', () => {
    const run = failing();
    assert.deepEqual(run.send({ type: 'child-finished', path: 'a', runId: 'r2', status: 'succeeded' }), []);
    run.send(called());
    assert.deepEqual(run.send({ type: 'child-finished', path: 'a', runId: 'r1', status: 'succeeded' }), []);
  });

  it('calls a new run with its next attempt', () => {
    const run = failing();
    run.send(called());
    run.send({ type: 'child-finished', path: 'a', runId: 'r2', status: 'failed' });
    run.fail('a', 'request-failed', 1);
    assert.deepEqual(run.send({ type: 'retry-due', path: 'a' }), ['run a 2 retry']);
    assert.equal(run.state.active.get('a')?.childRunId, undefined);
    assert.deepEqual(run.send(called('r3')), ['await-child a r3']);
  });
});

describe('a run', () => {
  it('starts once', () => {
    const run = failing();
    assert.deepEqual(run.send({ type: 'run-started' }), []);
  });

  it('asks for its deadline when it starts, and times out there', () => {
    const run = createRun(workflow([step('a')], [], { timeoutMs: 5_000 }));
    assert.deepEqual(run.started, ['timer deadline 5000', 'run a 1 start']);
    assert.deepEqual(run.send({ type: 'run-timed-out' }), ['abort a']);
    assert.deepEqual(run.cancelled('a'), ['finish-run timed-out run-timeout']);
  });

  it('ends as a stop says, with its answer, without the steps after it', () => {
    const run = failing();
    assert.deepEqual(run.send({ type: 'stop-requested', path: 'a', status: 'succeeded', output: 7 }), [
      'finish-run succeeded ok',
    ]);
    assert.equal(run.commands[0]?.kind === 'finish-run' && run.commands[0].output, 7);
  });

  it('ends as a stop says, with its error', () => {
    const stop = { type: 'stop-requested', path: 'a', status: 'failed', error: error('run-stopped') } as const;
    assert.deepEqual(failing().send(stop), ['finish-run failed run-stopped']);
  });

  it('is cancelled with the reason given', () => {
    const run = failing();
    run.send({ type: 'cancel-requested', reason: 'wrong day' });
    run.cancelled('a');
    const [command] = run.commands;
    assert.match((command?.kind === 'finish-run' && command.error?.message) || '', /wrong day/);
  });

  it('may be cancelled before it starts; then it never starts', () => {
    const run = createRun(workflow([step('a')]), { start: false });
    assert.deepEqual(run.send({ type: 'cancel-requested' }), ['finish-run cancelled run-cancelled']);
    assert.deepEqual(run.send({ type: 'run-started' }), []);
    assert.equal(run.state.active.size, 0);
  });

  it('keeps nothing once it is finished, and ignores what comes after', () => {
    const run = failing();
    run.send({ type: 'run-finished', status: 'cancelled' });
    assert.deepEqual([run.state.active.size, run.state.scopes.size], [0, 0]);
    assert.deepEqual(run.ok('a'), []);
    assert.deepEqual(run.send({ type: 'cancel-requested' }), []);
    assert.deepEqual(run.send({ type: 'run-started' }), []);
  });

  it('ignores events about steps that are not active, whatever their name', () => {
    const run = failing();
    for (const path of ['ok', 'nobody', '', '__proto__', 'constructor', 'a[0].b', 'a[0]']) {
      assert.deepEqual([run.ok(path), run.fail(path), run.loop(path, 3), run.iterated(path, 0)], [[], [], [], []]);
    }
  });

  it('learns nothing from variables, substeps and its own creation', () => {
    const run = failing();
    const before = run.snapshot();
    const trigger = { kind: 'manual' };
    assert.deepEqual(run.send({ type: 'variables-set', path: 'a', values: { x: 1 } }), []);
    assert.deepEqual(run.send({ type: 'substep-finished', path: 'a', key: 'k', output: 1 }), []);
    assert.deepEqual(
      run.send({ type: 'run-created', workflow: { id: 'w', version: 1 }, input: {}, depth: 0, trigger }),
      [],
    );
    assert.deepEqual(run.snapshot(), before);
  });
});
