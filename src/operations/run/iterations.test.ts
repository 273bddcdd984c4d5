import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunEvent } from '#contract/run-event.ts';
import { createMemoryJournal } from '#journal/memory-journal.ts';
import { sampleCreated, sampleRun } from '#journal/testing/sample-run.ts';
import { assertFails, openTestClient, setStep, toWorkflow } from '../testing/test-client.ts';
import { foldLoop } from './loop/fold-loop.ts';
import { previewJson } from './loop/preview-json.ts';

const items = ['one', { n: 2 }, 3, null];

/** A loop over four items; `second` fails where the item is 3. */
const looping = toWorkflow({
  id: 'looping',
  steps: [
    {
      id: 'each',
      input: { items, onItemError: 'continue' },
      process: { block: 'control.for_each' },
      body: {
        steps: [
          setStep('first', { item: '{{ item ?? "nothing" }}' }),
          {
            id: 'second',
            input: { code: 'if (input === 3) throw new Error("three"); return 1;', input: '{{ item ?? "nothing" }}' },
            process: { block: 'code.javascript', retry: { maxAttempts: 1 } },
          },
        ],
        edges: [{ from: 'first', to: 'second' }],
      },
    },
  ],
});

test('iterations come in their order, with their items in brief, and can be filtered and paged', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: looping });
  const { runId, status } = await client.run.wait({ workflowId: 'looping' });
  assert.equal(status, 'succeeded');
  const all = await client.run.iterations({ runId, path: 'each' });
  assert.deepEqual([all.count, all.finished, all.failed, all.nextIndex], [4, 4, 1, undefined]);
  assert.deepEqual(
    all.items.map(({ index, status: how, item }) => [index, how, item]),
    [
      [0, 'succeeded', '"one"'],
      [1, 'succeeded', '{"n":2}'],
      [2, 'failed', '3'],
      [3, 'succeeded', 'null'],
    ],
  );
  for (const { startedAt = 0, endedAt = 0 } of all.items) assert.ok(startedAt > 0 && endedAt >= startedAt);
  assert.match(all.items[2]?.error?.message ?? '', /three/);
  const page = await client.run.iterations({ runId, path: 'each', fromIndex: 1, limit: 2 });
  assert.deepEqual([page.items.map(({ index }) => index), page.nextIndex], [[1, 2], 3]);
  const failed = await client.run.iterations({ runId, path: 'each', status: 'failed' });
  assert.deepEqual([failed.items.map(({ index }) => index), failed.nextIndex], [[2], undefined]);
  assert.deepEqual((await client.run.iterations({ runId, path: 'each', status: 'running' })).items, []);
  assert.deepEqual((await client.run.iterations({ runId, path: 'each', fromIndex: 4 })).items, []);
  await assertFails(client.run.iterations({ runId, path: 'first' }), 'step-not-found');
  await assertFails(client.run.iterations({ runId: 'nobody', path: 'each' }), 'run-not-found');
  await assertFails(client.run.iterations({ runId, path: 'each', limit: 501 }), 'input-invalid');
});

const step = (type: 'step-started' | 'step-failed' | 'step-cancelled', path: string, at: number): RunEvent => {
  if (type === 'step-started') return { type, at, path, attempt: 1 };
  if (type === 'step-cancelled') return { type, at, path };
  return { type, at, path, attempt: 1, error: { code: 'data-invalid', message: 'x' }, jitter: 0 };
};
const loop = (path: string, at: number, count: number | null): RunEvent => ({
  type: 'loop-started',
  at,
  path,
  count,
  concurrency: 2,
  onItemError: 'fail',
  collect: false,
});
const finished = (path: string, index: number, at: number): RunEvent => ({
  type: 'iteration-finished',
  at,
  path,
  index,
});

test('a loop under way is told of as far as it is, and gone on with from there', async () => {
  const journal = createMemoryJournal();
  const reads: (number | undefined)[] = [];
  const watched = {
    read(runId: string, fromSeq?: number) {
      reads.push(fromSeq);
      return journal.read(runId, fromSeq);
    },
  };
  const fold = () => foldLoop(watched, 'r1', 'outer[1].each', undefined);
  const statuses = async () => {
    const { size, get } = await fold();
    return Array.from({ length: size }, (_, index) => get(index).status);
  };
  journal.createRun(sampleRun('r1'), [
    sampleCreated(null),
    loop('outer[0].each', 5, 9),
    step('step-started', 'outer[1].each', 9),
    loop('outer[1].each', 10, 4),
    step('step-started', 'outer[1].each[0].a', 11),
    step('step-started', 'outer[1].each[1].deep[7].a', 12),
    step('step-started', 'outer[10].each[2].a', 12),
    finished('outer[1].each', 1, 13),
  ]);
  await journal.flush();
  assert.deepEqual(await statuses(), ['running', 'succeeded', 'pending', 'pending']);
  journal.append('r1', [step('step-started', 'outer[1].each[2].a', 14), step('step-failed', 'outer[1].each', 15)]);
  await journal.flush();
  assert.deepEqual(await statuses(), ['cancelled', 'succeeded', 'cancelled', 'cancelled']);
  assert.deepEqual(reads, [1, 9]);
  // It is tried again.
  journal.append('r1', [loop('outer[1].each', 20, 2), step('step-started', 'outer[1].each[0].a', 21)]);
  await journal.flush();
  const [first, second] = await Promise.all([fold(), fold()]);
  assert.equal(first, second);
  assert.deepEqual(await statuses(), ['running', 'pending']);
  assert.deepEqual([first.get(0).startedAt, first.finished], [21, 0]);
});

test('rounds without a known number are told of as they come', async () => {
  const journal = createMemoryJournal();
  journal.createRun(sampleRun('r1'), [
    sampleCreated(null),
    loop('again', 10, null),
    step('step-started', 'again[0].a', 11),
    finished('again', 0, 12),
    step('step-started', 'again[1].a', 13),
  ]);
  await journal.flush();
  const fold = await foldLoop(journal, 'r1', 'again', undefined);
  assert.deepEqual([fold.count, fold.size, fold.itemsSeq], [null, 2, undefined]);
  assert.deepEqual([fold.get(0).status, fold.get(1).status], ['succeeded', 'running']);
});

test('a preview is the beginning of the JSON text, and costs no more than that', () => {
  const values = [null, true, 12.5, 'text "quoted"', [], {}, [1, [2, { a: null }]], { a: 1, b: ['x'] }];
  for (const value of values) assert.equal(previewJson(value, 200), JSON.stringify(value));
  const long = previewJson({ text: 'ü'.repeat(1_000) }, 20);
  assert.deepEqual([long.length, long.slice(0, 10), long.at(-1)], [21, '{"text":"ü', '…']);
  assert.equal(previewJson('ab\u{1F600}', 4), '"ab…');
  const huge = Array.from({ length: 1_000_000 }, (_, index) => index);
  const start = performance.now();
  for (let round = 0; round < 1_000; round++) previewJson(huge, 200);
  assert.ok(performance.now() - start < 2_000);
});
