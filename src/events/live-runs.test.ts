import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createQuestionHistory } from '#journal/question-history.ts';
import { createRunHeads } from '#journal/run-heads.ts';
import { createSqliteJournal } from '#journal/sqlite-journal.ts';
import { sampleCreated, sampleRun } from '#journal/testing/sample-run.ts';
import { openTemporaryStore } from '#store/testing/temporary-store.ts';
import { createLiveRuns, type LiveRunsReader } from './live-runs.ts';
import type { RunNews } from './pending-news.ts';

/** Time enough for a tick, and for a look at other processes, in milliseconds. */
const TICK = 300;
const LOOK = 2_100;

async function setUp(t: TestContext) {
  const store = await openTemporaryStore(t);
  const journal = createSqliteJournal(store);
  const heads = createRunHeads(store);
  const questions = createQuestionHistory(store);
  let listeners = 0;
  const live = createLiveRuns({
    heads,
    questions,
    owner: 'host-a',
    journal: {
      onRunsChanged(listener) {
        const stop = journal.onRunsChanged(listener);
        listeners += 1;
        return () => {
          listeners -= 1;
          stop();
        };
      },
    },
  });
  // Only time is not real; it must stand still before the first reader looks.
  t.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  const pass = (ms: number) => t.mock.timers.tick(ms);
  return { store, journal, live, pass, listeners: () => listeners };
}

function takeAll(reader: LiveRunsReader): readonly RunNews[] {
  const taken: RunNews[] = [];
  for (let news = reader.shift(); news !== undefined; news = reader.shift()) taken.push(news);
  return taken;
}

const brief = (news: readonly RunNews[]) =>
  news.map((one) => (one.kind === 'run' ? `${one.run.id} ${one.run.status}` : `${one.kind} ${one.count}`));

test('a reader is told of the open questions first, then of runs that are new or change', async (t) => {
  const { journal, live, pass } = await setUp(t);
  journal.createRun(sampleRun('r0'), [sampleCreated(null)]);
  await journal.flush();
  const reader = live.open();
  assert.deepEqual(brief(takeAll(reader)), ['open-questions 0']);
  journal.createRun(sampleRun('r1'), [sampleCreated(null)]);
  journal.append('r0', [], { status: 'running', startedAt: 5 });
  await journal.flush();
  assert.deepEqual(takeAll(reader), []);
  pass(TICK);
  assert.deepEqual(brief(takeAll(reader)).toSorted(), ['r0 running', 'r1 queued']);
  journal.append('r1', [], {
    status: 'waiting',
    opened: [{ path: 'ask', kind: 'approval', dueAt: undefined, token: undefined }],
  });
  await journal.flush();
  const filled = reader.whenFilled();
  pass(TICK);
  await filled;
  assert.deepEqual(brief(takeAll(reader)), ['open-questions 1', 'r1 waiting']);
  reader.close();
});

test('of a run that changes all the time only its newest state is told, and only now and then', async (t) => {
  const { journal, live, pass } = await setUp(t);
  const reader = live.open();
  takeAll(reader);
  journal.createRun(sampleRun('r1'), [sampleCreated(null)]);
  await journal.flush();
  pass(TICK);
  assert.deepEqual(brief(takeAll(reader)), ['r1 queued']);
  for (let round = 0; round < 20; round++) {
    journal.append('r1', [], { status: round % 2 === 0 ? 'running' : 'waiting' });
    await journal.flush();
  }
  pass(100);
  assert.deepEqual(takeAll(reader), [], 'it was told a moment ago');
  journal.append('r1', [], { status: 'succeeded', finishedAt: 9 });
  await journal.flush();
  pass(TICK);
  assert.deepEqual(brief(takeAll(reader)), ['r1 succeeded']);
  reader.close();
});

test('however many runs change, and however slow a reader is, it is told of some and of how many more', async (t) => {
  const { journal, live, pass } = await setUp(t);
  const reader = live.open();
  takeAll(reader);
  let made = 0;
  for (let round = 0; round < 4; round++) {
    for (let index = 0; index < 700; index++) {
      made += 1;
      journal.createRun(sampleRun(`r${made}`), [sampleCreated(null)]);
    }
    await journal.flush();
    pass(TICK);
  }
  const news = takeAll(reader);
  const told = news.filter(({ kind }) => kind === 'run').length;
  const skipped = news.reduce((sum, one) => sum + (one.kind === 'skipped' ? one.count : 0), 0);
  assert.equal(told, 500);
  assert.equal(told + skipped, made);
  assert.equal(brief(news).at(-2), `r${made} queued`);
  reader.close();
});

test('runs of another process on the same data are told of within two seconds', async (t) => {
  const { store, journal, live, pass } = await setUp(t);
  const elsewhere = createSqliteJournal(await openTemporaryStore(t, { dataDir: store.dataDir }));
  elsewhere.createRun(sampleRun('old', { owner: 'host-b' }), [sampleCreated(null)]);
  await elsewhere.flush();
  const reader = live.open();
  takeAll(reader);
  elsewhere.createRun(sampleRun('new', { owner: 'host-b' }), [sampleCreated(null)], { status: 'running' });
  elsewhere.append('old', [], { status: 'running' });
  elsewhere.append('old', [], { opened: [{ path: 'a', kind: 'approval', dueAt: undefined, token: undefined }] });
  await elsewhere.flush();
  pass(TICK);
  assert.deepEqual(takeAll(reader), []);
  pass(LOOK);
  // What was seen is told with the next tick.
  pass(TICK);
  assert.deepEqual(brief(takeAll(reader)), ['open-questions 1', 'old running', 'new running']);
  journal.createRun(sampleRun('mine'), [sampleCreated(null)]);
  await journal.flush();
  elsewhere.append('new', [], { status: 'succeeded', finishedAt: 9 });
  await elsewhere.flush();
  pass(LOOK);
  pass(TICK);
  assert.deepEqual(brief(takeAll(reader)).toSorted(), ['mine queued', 'new succeeded']);
  pass(LOOK);
  assert.deepEqual(takeAll(reader), []);
  reader.close();
});

test('a reader of one workflow is told of its runs only', async (t) => {
  const { journal, live, pass } = await setUp(t);
  const [all, one] = [live.open(), live.open('orders')];
  takeAll(all);
  takeAll(one);
  journal.createRun(sampleRun('r1', { workflowId: 'other' }), [sampleCreated(null)]);
  journal.createRun(sampleRun('r2', { workflowId: 'orders' }), [sampleCreated(null)]);
  await journal.flush();
  pass(TICK);
  assert.deepEqual(brief(takeAll(all)), ['r1 queued', 'r2 queued']);
  assert.deepEqual(brief(takeAll(one)), ['r2 queued']);
  all.close();
  one.close();
});

test('nobody listens once the last reader has gone, and readers can come again', async (t) => {
  const { journal, live, pass, listeners } = await setUp(t);
  const [first, second] = [live.open(), live.open()];
  assert.equal(listeners(), 1);
  first.close();
  first.close();
  assert.equal(listeners(), 1);
  second.close();
  assert.equal(listeners(), 0);
  journal.createRun(sampleRun('r1'), [sampleCreated(null)]);
  await journal.flush();
  pass(LOOK);
  const third = live.open();
  takeAll(third);
  journal.append('r1', [], { status: 'running' });
  await journal.flush();
  pass(TICK);
  assert.deepEqual(brief(takeAll(third)), ['r1 running']);
  third.close();
});

test('a disk that cannot be read any more ends the readers and nothing else', async (t) => {
  const { store, journal, live, pass, listeners } = await setUp(t);
  const reader = live.open();
  takeAll(reader);
  journal.createRun(sampleRun('r1'), [sampleCreated(null)]);
  await journal.flush();
  const filled = reader.whenFilled();
  await store.close();
  pass(TICK);
  await filled;
  assert.throws(() => reader.shift(), /storage|database|closed/i);
  assert.equal(listeners(), 0);
  reader.close();
});
