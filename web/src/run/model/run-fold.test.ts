import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredEvent } from '#contract/run-event.ts';
import { createRunFold } from './run-fold.ts';
import { type EventSketch, toJournal, toWorkflow, viewOf } from './testing/events.ts';

const ERROR = { code: 'request-failed', message: 'The server did not answer.' } as const;

/** Events of one step that works at once. */
function succeed(path: string, output: unknown = {}): EventSketch[] {
  return [
    { type: 'step-started', path, attempt: 1 },
    { type: 'step-succeeded', path, output: output as never },
  ];
}

describe('createRunFold', () => {
  it('follows a run from its creation to its end', () => {
    const journal = toJournal([
      ...succeed('a', { items: [1, 2] }),
      { type: 'run-finished', status: 'succeeded', output: { ok: true } },
    ]);
    const view = viewOf(journal);
    expect(view).toMatchObject({
      workflowId: 'shop',
      version: 1,
      status: 'succeeded',
      output: { ok: true },
      lastSeq: 5,
    });
    expect(view.steps.get('a')).toMatchObject({ started: 1, succeeded: 1, running: 0, items: 2, totalMs: 10 });
    expect(view.instances.get('a')?.spans).toEqual([{ kind: 'work', from: 1_020, to: 1_030, attempt: 1 }]);
  });

  it('gives the same view however the events are split into batches', () => {
    const journal = toJournal(randomScript());
    fc.assert(
      fc.property(fc.array(fc.nat(journal.length)), (cuts) => {
        const fold = createRunFold();
        const at = new Set(cuts);
        journal.forEach((stored, index) => {
          fold.add(stored);
          if (at.has(index)) fold.view();
        });
        expect(fold.view()).toEqual(viewOf(journal));
      }),
      { numRuns: 50 },
    );
  });

  it('leaves out events it has seen, so that a resumed stream counts nothing twice', () => {
    const journal = toJournal(randomScript());
    fc.assert(
      fc.property(fc.nat(journal.length - 1), fc.nat(journal.length - 1), (lost, back) => {
        const fold = createRunFold();
        for (const stored of journal.slice(0, lost)) fold.add(stored);
        for (const stored of journal.slice(Math.max(0, lost - back))) fold.add(stored);
        expect(fold.view()).toEqual(viewOf(journal));
      }),
      { numRuns: 50 },
    );
  });

  it('answers the very same view while nothing happened', () => {
    const fold = createRunFold();
    for (const stored of toJournal(succeed('a'))) fold.add(stored);
    expect(fold.view()).toBe(fold.view());
  });

  it('keeps counters of 100,000 iterations in bounded memory', () => {
    const fold = createRunFold();
    const count = 100_000;
    let seq = 0;
    const add = (sketch: EventSketch) => {
      seq += 1;
      fold.add({ seq, event: { at: seq, ...sketch } as StoredEvent['event'] });
    };
    for (const { event } of toJournal([])) add(event);
    add({ type: 'step-started', path: 'each', attempt: 1 });
    add({ type: 'loop-started', path: 'each', count, concurrency: 1, onItemError: 'continue', collect: false });
    for (let index = 0; index < count; index += 1) {
      for (const event of succeed(`each[${index}].work`)) add(event);
      add({ type: 'iteration-finished', path: 'each', index });
    }
    const view = fold.view();
    expect(view?.steps.get('work')).toMatchObject({ started: count, succeeded: count, running: 0 });
    expect(view?.steps.get('each')?.latest.loop).toMatchObject({ count, finished: count, failed: 0 });
    expect(view?.instances.size).toBeLessThan(1_000);
    expect((view?.hiddenInstances ?? 0) + (view?.instances.size ?? 0)).toBe(count + 1);
  });

  it('shows a failed attempt as retrying until the next begins, with the time of the next', () => {
    const workflow = toWorkflow([
      { id: 'ask', process: { block: 'network.http_request', retry: { delayMs: 1_000, backoff: 'fixed' } } },
    ]);
    const started = toJournal([
      { type: 'step-started', path: 'ask', attempt: 1 },
      { type: 'step-failed', path: 'ask', attempt: 1, error: ERROR, jitter: 1 },
    ]);
    const retrying = viewOf(started, workflow);
    expect(retrying.steps.get('ask')).toMatchObject({ retrying: 1, failed: 0 });
    expect(retrying.status).toBe('waiting');
    expect(retrying.instances.get('ask')?.errors.at(-1)?.retryAt).toBe(1_030 + 1_000);
    const later = viewOf(
      toJournal([
        { type: 'step-started', path: 'ask', attempt: 1 },
        { type: 'step-failed', path: 'ask', attempt: 1, error: ERROR, jitter: 1 },
        { type: 'retry-due', path: 'ask' },
        { type: 'step-started', path: 'ask', attempt: 2 },
        { type: 'step-succeeded', path: 'ask', output: null },
      ]),
      workflow,
    );
    expect(later.steps.get('ask')).toMatchObject({ started: 1, succeeded: 1, failed: 0, retrying: 0, retries: 1 });
    expect(later.instances.get('ask')?.spans.map((span) => span.kind)).toEqual(['work', 'pause', 'work']);
  });

  it('says that the run failed with the last attempt', () => {
    const workflow = toWorkflow([{ id: 'ask', process: { block: 'network.http_request', retry: { maxAttempts: 1 } } }]);
    const view = viewOf(
      toJournal([
        { type: 'step-started', path: 'ask', attempt: 1 },
        { type: 'step-failed', path: 'ask', attempt: 1, error: ERROR, jitter: 0 },
        { type: 'run-finished', status: 'failed', error: ERROR },
      ]),
      workflow,
    );
    expect(view.steps.get('ask')).toMatchObject({ failed: 1, retrying: 0 });
    expect(view).toMatchObject({ status: 'failed', error: ERROR });
  });

  it('waits, and counts the time of it', () => {
    const script: EventSketch[] = [
      { type: 'step-started', path: 'ask', attempt: 1, at: 2_000 },
      { type: 'step-waiting', path: 'ask', wait: { kind: 'approval', title: 'Pay?' }, at: 2_100 },
    ];
    expect(viewOf(toJournal(script))).toMatchObject({ status: 'waiting' });
    const view = viewOf(
      toJournal([
        ...script,
        { type: 'wait-resolved', path: 'ask', outcome: 'answered', at: 5_100 },
        { type: 'step-succeeded', path: 'ask', output: {}, ports: ['approved'], at: 5_200 },
      ]),
    );
    expect(view.instances.get('ask')).toMatchObject({ waitedMs: 3_000, status: 'succeeded' });
    expect(view.instances.get('ask')?.wait).toBeUndefined();
    expect(view.steps.get('ask')?.ports).toEqual(new Map([['approved', 1]]));
  });

  it('needs a decision before anything else that waits', () => {
    const view = viewOf(
      toJournal([
        { type: 'step-started', path: 'pay', attempt: 1, intent: true },
        { type: 'step-uncertain', path: 'pay', attempt: 1 },
        { type: 'step-started', path: 'sleep', attempt: 1 },
        { type: 'step-waiting', path: 'sleep', wait: { kind: 'timer', dueAt: 9_000 } },
      ]),
    );
    expect(view.status).toBe('uncertain');
  });

  it('takes down what waited in an iteration that ended, and everything when the run ends', () => {
    const script: EventSketch[] = [
      { type: 'step-started', path: 'each', attempt: 1 },
      { type: 'loop-started', path: 'each', count: 2, concurrency: 2, onItemError: 'continue', collect: true },
      { type: 'step-started', path: 'each[0].sleep', attempt: 1 },
      { type: 'step-waiting', path: 'each[0].sleep', wait: { kind: 'timer', dueAt: 9_000 } },
      { type: 'step-started', path: 'each[1].sleep', attempt: 1 },
      { type: 'iteration-finished', path: 'each', index: 0, error: ERROR },
    ];
    const view = viewOf(toJournal(script));
    expect(view.steps.get('sleep')).toMatchObject({ cancelled: 1, running: 1 });
    expect(view.steps.get('each')?.latest.loop).toMatchObject({ finished: 1, failed: 1 });
    const ended = viewOf(toJournal([...script, { type: 'run-finished', status: 'cancelled' }]));
    expect(ended.steps.get('sleep')).toMatchObject({ cancelled: 2, running: 0 });
    expect(ended.steps.get('each')).toMatchObject({ cancelled: 1, running: 0 });
  });

  it('begins in the middle with what the server knows of a long run', () => {
    const fold = createRunFold();
    fold.seed({
      id: 'r',
      workflowId: 'shop',
      version: 3,
      status: 'running',
      triggerKind: 'api',
      priority: 0,
      createdAt: 1,
      startedAt: 2,
      eventCount: 100_000,
      trigger: { kind: 'api' },
      hiddenSteps: 49_000,
      waits: [],
      steps: [
        {
          path: 'each',
          stepId: 'each',
          status: 'running',
          attempts: 1,
          startedAt: 3,
          loop: { count: 100_000, finished: 49_000, failed: 2 },
        },
      ],
    });
    fold.add({ seq: 100_000, event: { type: 'iteration-finished', at: 9, path: 'each', index: 48_999 } });
    fold.add({ seq: 100_001, event: { type: 'iteration-finished', at: 10, path: 'each', index: 49_000 } });
    expect(fold.view()).toMatchObject({ isPartial: true, hiddenInstances: 49_000, lastSeq: 100_001, version: 3 });
    expect(fold.view()?.steps.get('each')?.latest.loop).toMatchObject({ finished: 49_001, failed: 2 });
  });

  it('says why a step failed of which it was decided that it did not happen', () => {
    const fold = createRunFold();
    for (const stored of toJournal([
      { type: 'step-started', path: 'a', attempt: 1 },
      { type: 'step-uncertain', path: 'a', attempt: 1 },
      { type: 'uncertain-resolved', path: 'a', decision: 'failed' },
    ]))
      fold.add(stored);
    expect(fold.view()?.instances.get('a')).toMatchObject({ status: 'failed', error: { code: 'effect-uncertain' } });
  });
});

/** A run with most kinds of events. */
function randomScript(): EventSketch[] {
  return [
    ...succeed('start', { items: [1, 2, 3] }),
    { type: 'step-started', path: 'each', attempt: 1 },
    { type: 'loop-started', path: 'each', count: 3, concurrency: 2, onItemError: 'continue', collect: true },
    ...succeed('each[0].work'),
    { type: 'step-started', path: 'each[1].work', attempt: 1 },
    { type: 'step-failed', path: 'each[1].work', attempt: 1, error: ERROR, jitter: 0.5 },
    { type: 'iteration-finished', path: 'each', index: 0 },
    { type: 'retry-due', path: 'each[1].work' },
    { type: 'step-started', path: 'each[1].work', attempt: 2 },
    { type: 'step-failed', path: 'each[1].work', attempt: 2, error: ERROR, jitter: 0.5 },
    { type: 'iteration-finished', path: 'each', index: 1, error: ERROR },
    { type: 'step-started', path: 'each[2].call', attempt: 1 },
    { type: 'child-started', path: 'each[2].call', runId: 'c', workflow: { id: 'x', version: 1 }, input: {} },
    { type: 'child-finished', path: 'each[2].call', runId: 'c', status: 'succeeded', output: {} },
    { type: 'step-succeeded', path: 'each[2].call', output: {} },
    { type: 'iteration-finished', path: 'each', index: 2 },
    { type: 'step-succeeded', path: 'each', output: { results: [1, null, 3] } },
    { type: 'variables-set', path: 'vars', values: { a: 1 } },
    { type: 'step-started', path: 'sleep', attempt: 1 },
    { type: 'step-waiting', path: 'sleep', wait: { kind: 'timer', dueAt: 5_000 } },
    { type: 'cancel-requested', by: 'ada', reason: 'enough' },
    { type: 'run-finished', status: 'cancelled' },
  ];
}
