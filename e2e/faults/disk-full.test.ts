import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { makeDataDir, makeWorkflow, open } from './setup.ts';

/** Room for the schema and some dozens of runs. */
const SMALL_BYTES = 600_000;

/** A run whose journal takes some kilobytes that do not compress well. */
const WORDY = makeWorkflow(
  'wordy',
  [
    {
      id: 'fill',
      input: {
        data: { n: '{{ input.n }}' },
        expression: '{ "n": n, "text": $join([1..2000].$string($ * 7919 + $$.n)) }',
      },
      process: { block: 'data.transform' },
    },
  ],
  { n: '{{ fill.result.n }}' },
);

test('a full disk refuses new work with storage-full, and nothing accepted before is lost', {
  timeout: 30_000,
}, async (context) => {
  const dataDir = makeDataDir(context);
  const complained = Promise.withResolvers<string>();
  const app = await open(context, {
    dataDir,
    maxDatabaseBytes: SMALL_BYTES,
    log: (level, message) => level === 'error' && complained.resolve(message),
  });
  await app.workflows.save(WORDY);
  const accepted: { runId: string; n: number }[] = [];
  const refused: unknown[] = [];
  for (let n = 0; n < 500 && refused.length === 0; n++) {
    try {
      const { runId } = await app.host.start({ workflowId: 'wordy', input: { n } });
      accepted.push({ runId, n });
      await app.host.waitForEnd(runId);
    } catch (error) {
      refused.push(error);
    }
  }
  const [first] = refused;
  assert.ok(first instanceof AppError, `no run was refused: ${accepted.length} were accepted`);
  assert.equal(first.code, 'storage-full');
  assert.match(first.message, /full/);
  assert.ok(accepted.length > 3, `only ${accepted.length} runs fitted`);
  await assert.rejects(app.host.start({ workflowId: 'wordy', input: { n: -1 } }), { code: 'storage-full' });
  assert.match(await complained.promise, /full/);
  await app.close();

  const larger = await open(context, { dataDir });
  await larger.host.recover();
  for (const { runId, n } of accepted) {
    const record = await larger.host.waitForEnd(runId);
    assert.equal(record?.status, 'succeeded');
    assert.deepEqual(record.output, { n });
  }
  assert.equal((await larger.host.start({ workflowId: 'wordy', input: { n: 1 } })).existing, false);
});

test('a disk that is full from the start is refused when the data folder is opened', async (context) => {
  const dataDir = makeDataDir(context);
  await assert.rejects(open(context, { dataDir, maxDatabaseBytes: 16_384 }), { code: 'storage-full' });
});
