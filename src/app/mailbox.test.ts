import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { EmbeddedHost } from '#hosts/embedded/embedded-host.ts';
import { turn, withCode } from '#hosts/suite/lab.ts';
import { chain, step } from '#hosts/suite/sample-flow.ts';
import { createTestBlocks } from '#hosts/suite/test-blocks.ts';
import { createTestClock, type TestClock } from '#hosts/suite/test-clock.ts';
import { createSqliteJournal } from '#journal/sqlite-journal.ts';
import { createRequestRepository } from '#store/request-repository.ts';
import { createTemporaryFolder, openTemporaryStore } from '#store/testing/temporary-store.ts';
import { createMailbox } from './mailbox.ts';

/** A question, and what follows an answer. */
const asking = chain('asking', [
  step('ask', 'test.wait', { title: 'Pay?' }),
  step('after', 'test.echo', { by: '{{ ask.by }}' }),
]);

/** One of several processes on a data folder. */
async function startProcess(t: TestContext, dataDir: string, owner: string, clock: TestClock) {
  const store = await openTemporaryStore(t, { dataDir });
  const journal = createSqliteJournal(store);
  const mailbox = createMailbox(createRequestRepository(store));
  const blocks = createTestBlocks();
  const warnings: string[] = [];
  const host = new EmbeddedHost({
    owner,
    journal,
    mailbox,
    clock,
    workflows: { get: () => ({ workflow: asking, version: 1 }) },
    blocks: (id) => blocks.get(id),
    secrets: { open: () => '' },
    files: { roots: [], resolve: async (path) => path },
    network: { allowedPrivate: [] },
    log: (_level, message) => warnings.push(message),
  });
  return { host, journal, mailbox, warnings };
}

/** Two processes on one data folder, and a run of the first one that asks a person. */
async function setUp(t: TestContext) {
  const dataDir = createTemporaryFolder();
  const clock = createTestClock();
  const first = await startProcess(t, dataDir, 'first', clock);
  const second = await startProcess(t, dataDir, 'second', clock);
  const { runId } = await first.host.start({ workflowId: 'asking' });
  const until = async (condition: () => boolean) => {
    const deadline = performance.now() + 10_000;
    while (!condition()) {
      assert.ok(performance.now() < deadline, 'what was waited for did not come');
      clock.advance(50);
      await turn();
    }
  };
  await until(() => second.journal.findRun(runId)?.status === 'waiting');
  return { first, second, runId, until };
}

describe('the mailbox between processes', () => {
  it('takes an answer to the process that drives the run, which carries it out once', async (t) => {
    const { first, second, runId, until } = await setUp(t);
    const end = second.host.waitForEnd(runId);
    await second.host.answer(runId, { kind: 'answer', path: 'ask', data: {}, by: 'ann' });
    await until(() => second.journal.findRun(runId)?.finishedAt !== undefined);
    let record: Awaited<typeof end>;
    end.then((ended) => {
      record = ended;
    });
    await until(() => record !== undefined);
    assert.deepEqual(record?.output, { by: 'ann' });
    await until(() => first.mailbox.list('first').length === 0);
    assert.deepEqual(first.warnings, []);
  });

  it('takes a request to cancel there', async (t) => {
    const { second, runId, until } = await setUp(t);
    await second.host.cancel(runId, { by: 'bob', reason: 'wrong day' });
    await until(() => second.journal.findRun(runId)?.finishedAt !== undefined);
    const { status, error } = second.journal.findRun(runId) ?? {};
    assert.equal(status, 'cancelled');
    assert.match(error?.message ?? '', /wrong day/);
  });

  it('drops a request that cannot be carried out, with a warning', async (t) => {
    const { first, second, runId, until } = await setUp(t);
    await second.host.answer(runId, { kind: 'answer', path: 'nowhere', data: {} });
    await until(() => first.warnings.length > 0);
    await until(() => first.mailbox.list('first').length === 0);
    assert.equal(first.journal.findRun(runId)?.status, 'waiting');
    await first.host.answer(runId, { kind: 'answer', path: 'ask', data: {} });
  });

  it('holds requests for the owner of the run only, oldest first, until they are done', async (t) => {
    const { second, runId } = await setUp(t);
    const { mailbox } = second;
    for (const n of [1, 2, 3]) await mailbox.post(runId, 'other', { n });
    const listed = mailbox.list('first');
    assert.deepEqual(
      listed.map(({ kind, payload }) => [kind, payload]),
      [1, 2, 3].map((n) => ['other', { n }]),
    );
    assert.deepEqual(mailbox.list('second'), []);
    await mailbox.done(listed.slice(0, 2).map((request) => request.id));
    assert.deepEqual(
      mailbox.list('first').map(({ payload }) => payload),
      [{ n: 3 }],
    );
    await assert.rejects(mailbox.post('nothing', 'cancel', {}), withCode('run-not-found'));
  });
});
