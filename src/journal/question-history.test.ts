import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunEvent, Wait } from '#contract/run-event.ts';
import { openTemporaryStore } from '#store/testing/temporary-store.ts';
import { createQuestionHistory } from './question-history.ts';
import { createSqliteJournal } from './sqlite-journal.ts';
import { sampleCreated, sampleRun } from './testing/sample-run.ts';

const approval = (path: string, at: number, title = 'Go on?'): RunEvent => ({
  type: 'step-waiting',
  at,
  path,
  wait: { kind: 'approval', title },
});
const waiting = (path: string, at: number, wait: Wait): RunEvent => ({ type: 'step-waiting', at, path, wait });
const opened = (path: string, kind: 'approval' | 'uncertain' | 'timer' | 'callback' = 'approval') => [
  { path, kind, dueAt: undefined, token: undefined },
];

async function setUp(t: Parameters<typeof openTemporaryStore>[0]) {
  const store = await openTemporaryStore(t);
  const journal = createSqliteJournal(store);
  const questions = createQuestionHistory(store);
  const brief = () =>
    questions.listClosed({ limit: 100 }).map(({ runId, path, outcome, closedAt }) => [runId, path, outcome, closedAt]);
  return { store, journal, questions, brief };
}

test('a question is open until it is answered, and then tells who answered what', async (t) => {
  const { journal, questions } = await setUp(t);
  journal.createRun(sampleRun('r1'), [sampleCreated(null), approval('ask', 10)], { opened: opened('ask') });
  await journal.flush();
  assert.deepEqual([questions.countOpen(), questions.listClosed({ limit: 5 })], [1, []]);
  const data = { approved: false, comment: 'too much', answer: { amount: 5 } };
  journal.append('r1', [{ type: 'wait-resolved', at: 20, path: 'ask', outcome: 'answered', data, by: 'Ann' }], {
    closed: ['ask'],
  });
  await journal.flush();
  assert.equal(questions.countOpen(), 0);
  assert.deepEqual(questions.listClosed({ limit: 5 }), [
    {
      id: 1,
      runId: 'r1',
      workflowId: 'orders',
      path: 'ask',
      kind: 'approval',
      title: 'Go on?',
      askedAt: 10,
      closedAt: 20,
      outcome: 'answered',
      by: 'Ann',
      answer: data,
    },
  ]);
});

test('a question that is asked and answered between two commits is known all the same', async (t) => {
  const { journal, brief } = await setUp(t);
  journal.createRun(sampleRun('r1'), [sampleCreated(null)]);
  journal.append('r1', [approval('a', 10)], { opened: opened('a') });
  journal.append('r1', [{ type: 'wait-resolved', at: 11, path: 'a', outcome: 'expired' }], { closed: ['a'] });
  // A host may hand both over at once: then the list of waits never knew it.
  const resolved: RunEvent = {
    type: 'wait-resolved',
    at: 13,
    path: 'b',
    outcome: 'answered',
    data: { approved: true },
  };
  journal.append('r1', [approval('b', 12), resolved], { closed: ['b'] });
  await journal.flush();
  assert.deepEqual(brief(), [
    ['r1', 'b', 'answered', 13],
    ['r1', 'a', 'expired', 11],
  ]);
});

test('what is taken down, and what is open when its run ends, is withdrawn', async (t) => {
  const { journal, questions, brief } = await setUp(t);
  const failed: RunEvent = { type: 'step-cancelled', at: 30, path: 'other' };
  journal.createRun(sampleRun('r1'), [sampleCreated(null), approval('a', 10), approval('b', 11)], {
    opened: [...opened('a'), ...opened('b')],
  });
  await journal.flush();
  journal.append('r1', [failed], { closed: ['a'] });
  await journal.flush();
  journal.append('r1', [{ type: 'run-finished', at: 40, status: 'cancelled' }], {
    status: 'cancelled',
    finishedAt: 40,
  });
  journal.createRun(sampleRun('r2'), [sampleCreated(null), approval('a', 50)], { opened: opened('a') });
  journal.append('r2', [{ type: 'run-finished', at: 60, status: 'failed' }], { status: 'failed', finishedAt: 60 });
  await journal.flush();
  assert.deepEqual(brief(), [
    ['r2', 'a', 'withdrawn', 60],
    ['r1', 'b', 'withdrawn', 40],
    ['r1', 'a', 'withdrawn', 30],
  ]);
  assert.equal(questions.countOpen(), 0);
});

test('a step that asks again asks another question', async (t) => {
  const { journal, questions } = await setUp(t);
  journal.createRun(sampleRun('r1'), [sampleCreated(null), approval('a', 10, 'First?')], { opened: opened('a') });
  await journal.flush();
  // Its loop failed and began again, so fast that both are one write.
  journal.append('r1', [approval('a', 20, 'Second?')], { closed: ['a'], opened: opened('a') });
  await journal.flush();
  journal.append('r1', [{ type: 'wait-resolved', at: 30, path: 'a', outcome: 'answered', data: null }], {
    closed: ['a'],
  });
  await journal.flush();
  assert.deepEqual(
    questions
      .listClosed({ limit: 9 })
      .map(({ title, outcome, closedAt, answer }) => [title, outcome, closedAt, answer]),
    [
      ['Second?', 'answered', 30, undefined],
      ['First?', 'withdrawn', 20, undefined],
    ],
  );
});

test('waits for time and calls are no questions, uncertain effects are', async (t) => {
  const { journal, questions } = await setUp(t);
  journal.createRun(
    sampleRun('r1'),
    [
      sampleCreated(null),
      waiting('timer', 1, { kind: 'timer', dueAt: 5 }),
      waiting('call', 1, { kind: 'callback', token: 't' }),
      { type: 'step-uncertain', at: 2, path: 'send', attempt: 1 },
    ],
    { opened: [...opened('timer', 'timer'), ...opened('call', 'callback'), ...opened('send', 'uncertain')] },
  );
  await journal.flush();
  assert.equal(questions.countOpen(), 1);
  journal.append(
    'r1',
    [
      { type: 'wait-resolved', at: 5, path: 'timer', outcome: 'fired' },
      { type: 'wait-resolved', at: 6, path: 'call', outcome: 'answered', data: { approved: true } },
      { type: 'uncertain-resolved', at: 7, path: 'send', decision: 'failed', by: 'Bob' },
    ],
    { closed: ['timer', 'call', 'send'] },
  );
  await journal.flush();
  assert.deepEqual(
    questions.listClosed({ limit: 9 }).map(({ path, kind, by, answer }) => [path, kind, by, answer]),
    [['send', 'uncertain', 'Bob', { decision: 'failed' }]],
  );
});

test('long answers are cut, large forms are left out', async (t) => {
  const { journal, questions } = await setUp(t);
  journal.createRun(sampleRun('r1'), [sampleCreated(null), approval('a', 1, 'T'.repeat(5_000))], {
    opened: opened('a'),
  });
  const data = { approved: true, comment: 'c'.repeat(50_000), answer: { text: 'x'.repeat(100_000) }, more: 1 };
  journal.append('r1', [{ type: 'wait-resolved', at: 2, path: 'a', outcome: 'answered', data }], { closed: ['a'] });
  await journal.flush();
  const [question] = questions.listClosed({ limit: 1 });
  assert.deepEqual(question?.answer, { approved: true, comment: 'c'.repeat(2_000) });
  assert.equal(question?.title, 'T'.repeat(500));
});

test('past questions are paged, newest first, of all workflows or one, without going through the others', async (t) => {
  const { store, journal, questions } = await setUp(t);
  for (let index = 0; index < 25; index++) {
    const id = `r${String(index).padStart(2, '0')}`;
    const workflowId = index % 2 === 0 ? 'even' : 'odd';
    journal.createRun(sampleRun(id, { workflowId }), [sampleCreated(null), approval('a', 1)], { opened: opened('a') });
    // Several end at the same time.
    const at = 10 + Math.floor(index / 4);
    journal.append(id, [{ type: 'wait-resolved', at, path: 'a', outcome: 'expired' }], { closed: ['a'] });
  }
  await journal.flush();
  for (const workflowId of [undefined, 'odd']) {
    const seen: string[] = [];
    let before: { readonly id: number; readonly closedAt: number } | undefined;
    for (;;) {
      const page = questions.listClosed({
        ...(workflowId === undefined ? {} : { workflowId }),
        ...(before === undefined ? {} : { before }),
        limit: 7,
      });
      if (page.length === 0) break;
      seen.push(...page.map(({ runId }) => runId));
      before = page.at(-1);
    }
    const all = Array.from({ length: 25 }, (_, index) => `r${String(24 - index).padStart(2, '0')}`);
    assert.deepEqual(seen, workflowId === undefined ? all : all.filter((id) => Number(id.slice(1)) % 2 === 1));
  }
  const plans = [
    'SELECT * FROM questions WHERE closed_at IS NOT NULL ORDER BY closed_at DESC, id DESC LIMIT 5',
    "SELECT * FROM questions WHERE closed_at IS NOT NULL AND workflow_id = 'odd' ORDER BY closed_at DESC, id DESC LIMIT 5",
    "SELECT count(*) AS count FROM waits WHERE kind IN ('approval', 'uncertain')",
  ].map((sql) => store.all(`EXPLAIN QUERY PLAN ${sql}`).map(({ detail }) => String(detail)));
  for (const [index, name] of ['questions_by_close', 'questions_by_workflow', 'waits_questions'].entries()) {
    assert.match(plans[index]?.join('\\n') ?? '', new RegExp(name));
    assert.doesNotMatch(plans[index]?.join('\\n') ?? '', /TEMP B-TREE/);
  }
});

test('questions go with their run when it is pruned', async (t) => {
  const { store, journal, questions } = await setUp(t);
  journal.createRun(sampleRun('r1'), [sampleCreated(null), approval('a', 1)], { opened: opened('a') });
  journal.append('r1', [{ type: 'run-finished', at: 9, status: 'failed' }], { status: 'failed', finishedAt: 9 });
  await journal.flush();
  assert.equal(questions.listClosed({ limit: 5 }).length, 1);
  const pruned = await journal.prune({ before: Number.MAX_SAFE_INTEGER, keep: 0 });
  assert.deepEqual([pruned.runs, questions.listClosed({ limit: 5 })], [1, []]);
  assert.deepEqual(store.all('SELECT * FROM questions'), []);
});
