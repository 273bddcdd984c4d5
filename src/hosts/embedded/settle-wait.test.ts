import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Wait } from '#contract/run-event.ts';
import { withCode } from '../suite/lab.ts';
import { flow, step } from '../suite/sample-flow.ts';
import { toAnswerEvent, toDueEvent } from './settle-wait.ts';
import { emit, startRun } from './testing/sample-run.ts';

function waiting(wait: Wait) {
  const run = startRun(flow('w', [step('a', 'test.wait')], [], { settings: { timeoutMs: 50 } }));
  emit(run, { type: 'step-waiting', path: 'a', wait });
  return run;
}

const due = (purpose: 'retry' | 'wait' | 'deadline', dueAt: number, path = 'a') => ({
  runId: 'run-1',
  path,
  purpose,
  dueAt,
});

describe('what is due', () => {
  it('fires a timer and expires anything else', () => {
    assert.deepEqual(toDueEvent(waiting({ kind: 'timer', dueAt: 5 }), due('wait', 5), 7), {
      type: 'wait-resolved',
      at: 7,
      path: 'a',
      outcome: 'fired',
    });
    const waits: Wait[] = [
      { kind: 'approval', title: 'Pay?', dueAt: 5 },
      { kind: 'callback', token: 't', dueAt: 5 },
    ];
    for (const wait of waits)
      assert.deepEqual(toDueEvent(waiting(wait), due('wait', 5), 7), {
        type: 'wait-resolved',
        at: 7,
        path: 'a',
        outcome: 'expired',
      });
  });

  it('means nothing for what waits no more, or for another time', () => {
    const run = waiting({ kind: 'timer', dueAt: 5 });
    assert.equal(toDueEvent(run, due('wait', 4), 7), undefined);
    assert.equal(toDueEvent(run, due('retry', 5), 7), undefined);
    assert.equal(toDueEvent(run, due('wait', 5, 'b'), 7), undefined);
    emit(run, { type: 'wait-resolved', path: 'a', outcome: 'fired' });
    assert.equal(toDueEvent(run, due('wait', 5), 7), undefined);
  });

  it('tries a failed step again', () => {
    const run = startRun(flow('w', [step('a', 'test.fail')]));
    emit(run, {
      type: 'step-failed',
      path: 'a',
      attempt: 1,
      error: { code: 'request-failed', message: 'x' },
      jitter: 1,
    });
    assert.deepEqual(toDueEvent(run, due('retry', 1_000), 1_000), { type: 'retry-due', at: 1_000, path: 'a' });
    assert.equal(toDueEvent(run, due('wait', 1_000), 1_000), undefined);
  });

  it('ends a run at its deadline, once', () => {
    const run = waiting({ kind: 'timer', dueAt: 5 });
    assert.deepEqual(toDueEvent(run, due('deadline', 50, ''), 50), { type: 'run-timed-out', at: 50 });
    emit(run, { type: 'run-timed-out' }, 50);
    assert.equal(toDueEvent(run, due('deadline', 50, ''), 50), undefined);
  });
});

describe('an answer', () => {
  const schema = { type: 'object', required: ['n'], properties: { n: { type: 'number' } } };

  it('resolves a wait, with who gave it', () => {
    const run = waiting({ kind: 'callback', token: 't' });
    assert.deepEqual(toAnswerEvent(run, { kind: 'answer', path: 'a', data: [1], by: 'ann' }, 9), {
      type: 'wait-resolved',
      at: 9,
      path: 'a',
      outcome: 'answered',
      data: [1],
      by: 'ann',
    });
  });

  it('that approves must fit the form; a refusal need not', () => {
    const run = waiting({ kind: 'approval', title: 'Pay?', schema });
    const answer = (data: null | object) => () =>
      toAnswerEvent(run, { kind: 'answer', path: 'a', data: data as never }, 9);
    for (const data of [{ approved: true }, { approved: true, answer: { n: 'x' } }, null, [], { answer: [] }])
      assert.throws(answer(data), withCode('input-invalid', 'Pay?'));
    for (const data of [{ approved: true, answer: { n: 1 } }, { approved: false }, { approved: false, answer: 'no' }])
      assert.equal(answer(data)().type, 'wait-resolved');
  });

  it('is refused where nobody asked, naming where somebody did', () => {
    const run = waiting({ kind: 'timer', dueAt: 5 });
    for (const path of ['a', 'b', '__proto__', '']) {
      assert.throws(
        () => toAnswerEvent(run, { kind: 'answer', path, data: {} }, 9),
        withCode('wait-not-open', 'It waits at: a'),
      );
      assert.throws(
        () => toAnswerEvent(run, { kind: 'decision', path, decision: 'failed' }, 9),
        withCode('wait-not-open'),
      );
    }
  });

  it('decides about an uncertain effect', () => {
    const run = startRun(flow('w', [step('a', 'test.effect')]));
    emit(run, { type: 'step-started', path: 'a', attempt: 1, intent: true });
    emit(run, { type: 'step-uncertain', path: 'a', attempt: 1 });
    const event = toAnswerEvent(
      run,
      { kind: 'decision', path: 'a', decision: 'succeeded', output: { n: 1 }, by: 'ann' },
      9,
    );
    assert.deepEqual(event, {
      type: 'uncertain-resolved',
      at: 9,
      path: 'a',
      decision: 'succeeded',
      output: { n: 1 },
      by: 'ann',
    });
    assert.throws(() => toAnswerEvent(run, { kind: 'answer', path: 'a', data: {} }, 9), withCode('wait-not-open'));
  });
});
