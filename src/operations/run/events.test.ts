import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { getEventMeta } from '@orpc/server';
import type { LiveEntry } from '#hosts/host.ts';
import type { Journal } from '#journal/journal.ts';
import { createMemoryJournal } from '#journal/memory-journal.ts';
import {
  approvalStep,
  assertFails,
  openTestClient,
  setStep,
  type TestClient,
  toWorkflow,
  untilStatus,
} from '../testing/test-client.ts';
import { followRun } from './follow-run.ts';
import { createLiveBuffer } from './live-buffer.ts';
import type { RunStreamEntry } from './stream-shape.ts';

type Stream = Awaited<ReturnType<TestClient['run']['events']>>;

async function collect(stream: Stream): Promise<readonly RunStreamEntry[]> {
  const entries: RunStreamEntry[] = [];
  for await (const entry of stream) entries.push(entry);
  return entries;
}

const toSeqs = (entries: readonly RunStreamEntry[]) =>
  entries.flatMap((entry) => (entry.kind === 'event' ? [entry.seq] : []));
const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, index) => from + index);

test('a stream begun before, during or after a run has every event once, in order, and ends', async (t) => {
  const { services, client } = await openTestClient(t);
  await client.workflow.create({
    workflow: toWorkflow({ id: 'w', steps: [setStep('a'), approvalStep('ask'), setStep('b')] }),
  });
  const { runId } = await client.run.start({ workflowId: 'w' });
  const early = collect(await client.run.events({ runId }));
  await untilStatus(services, runId, 'waiting');
  const late = collect(await client.run.events({ runId }));
  await client.run.answer({ runId, path: 'ask', approved: true });
  await services.host.waitForEnd(runId);
  const after = collect(await client.run.events({ runId }));
  const { eventCount } = await client.run.get({ runId });
  for (const entries of await Promise.all([early, late, after])) {
    assert.deepEqual(toSeqs(entries), upTo(eventCount));
    const last = entries.at(-1);
    assert.ok(last?.kind === 'event' && last.event.type === 'run-finished');
  }
});

test('a client that comes back goes on after the last event it saw, live or long after the end', async (t) => {
  const { services, client } = await openTestClient(t);
  await client.workflow.create({
    workflow: toWorkflow({ id: 'w', steps: [setStep('a'), approvalStep('ask'), setStep('b')] }),
  });
  const { runId } = await client.run.start({ workflowId: 'w' });
  await untilStatus(services, runId, 'waiting');
  const seen: number[] = [];
  let lastEventId: string | undefined;
  for await (const entry of await client.run.events({ runId })) {
    if (entry.kind !== 'event') continue;
    seen.push(entry.seq);
    lastEventId = getEventMeta(entry)?.id;
    if (entry.event.type === 'step-waiting') break;
  }
  assert.equal(lastEventId, String(seen.at(-1)));
  await client.run.answer({ runId, path: 'ask', approved: true });
  const rest = await collect(await client.run.events({ runId }, lastEventId === undefined ? {} : { lastEventId }));
  const { eventCount } = await client.run.get({ runId });
  assert.deepEqual([...seen, ...toSeqs(rest)], upTo(eventCount));
  assert.deepEqual(toSeqs(await collect(await client.run.events({ runId, fromSeq: 3 }))), upTo(eventCount, 3));
  assert.deepEqual(await collect(await client.run.events({ runId }, { lastEventId: String(eventCount) })), []);
  await assertFails(client.run.events({ runId }, { lastEventId: 'x' }), 'input-invalid');
  await assertFails(client.run.events({ runId: 'missing' }), 'run-not-found');
});

test('a stream ends when its client goes away, and leaves nothing behind', async (t) => {
  const { services, client } = await openTestClient(t);
  await client.workflow.create({ workflow: toWorkflow({ id: 'w', steps: [approvalStep('ask')] }) });
  const { runId } = await client.run.start({ workflowId: 'w' });
  await untilStatus(services, runId, 'waiting');
  const gone = new AbortController();
  const following = followRun(services, { runId, fromSeq: 1, progress: true, signal: gone.signal });
  const { eventCount } = await client.run.get({ runId });
  for (let seq = 1; seq <= eventCount; seq++) await following.next();
  const waiting = following.next();
  gone.abort();
  assert.deepEqual(await waiting, { done: true, value: undefined });
});

/** A run whose events the test writes, with a host that tells of them when the test says so. */
function createScript() {
  const journal: Journal = createMemoryJournal();
  const listeners = new Set<(entry: LiveEntry) => void>();
  journal.createRun(
    {
      id: 'r',
      workflowId: 'w',
      version: 1,
      priority: 0,
      triggerKind: 'api',
      parent: undefined,
      idempotencyKey: undefined,
      owner: 'o',
      createdAt: 1,
    },
    [{ type: 'run-started', at: 1 }],
  );
  let seq = 1;
  return {
    journal,
    listeners,
    host: {
      watch(listener: (entry: LiveEntry) => void) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    async write(count: number, told = true): Promise<void> {
      const events = Array.from(
        { length: count },
        () => ({ type: 'variables-set', at: 1, path: 'a', values: {} }) as const,
      );
      journal.append('r', events);
      await journal.flush();
      const stored = events.map((event) => ({ seq: ++seq, event }));
      if (told) for (const listener of listeners) listener({ kind: 'events', runId: 'r', events: stored });
    },
    async finish(): Promise<void> {
      const event = { type: 'run-finished', at: 2, status: 'succeeded' } as const;
      journal.append('r', [event], { status: 'succeeded', finishedAt: 2 });
      await journal.flush();
      for (const listener of listeners) listener({ kind: 'events', runId: 'r', events: [{ seq: ++seq, event }] });
    },
  };
}

test('a slow reader costs no memory: what it missed is read from the journal again, without a gap or a duplicate', async () => {
  const script = createScript();
  await script.journal.flush();
  const services = script as unknown as Parameters<typeof followRun>[0];
  const stream = followRun(services, { runId: 'r', fromSeq: 1, progress: true, signal: undefined });
  const seqs: number[] = [];
  const take = async (count: number) => {
    for (let taken = 0; taken < count; taken++) {
      const { value } = await stream.next();
      if (value?.kind === 'event') seqs.push(value.seq);
    }
  };
  await take(1);
  await script.write(3);
  await take(2);
  for (let batch = 0; batch < 50; batch++) await script.write(40);
  await take(700);
  await script.write(5, false);
  await script.write(2);
  await script.finish();
  for await (const entry of stream) if (entry.kind === 'event') seqs.push(entry.seq);
  assert.deepEqual(seqs, upTo(1 + 3 + 2_000 + 5 + 2 + 1));
  assert.equal(script.listeners.size, 0);
});

test('the buffer keeps a bounded number of entries and says once that it lost some', () => {
  const buffer = createLiveBuffer({ progress: true });
  const events = (from: number, count: number): LiveEntry => ({
    kind: 'events',
    runId: 'r',
    events: Array.from({ length: count }, (_, index) => ({ seq: from + index, event: { type: 'run-started', at: 1 } })),
  });
  buffer.add(events(1, 60));
  for (let at = 0; at < 1_000; at++) buffer.add({ kind: 'progress', runId: 'r', path: 'a', data: { at } });
  let count = 0;
  while (buffer.shift() !== undefined) count++;
  assert.equal(count, 64);
  buffer.add(events(61, 100_000));
  assert.equal(buffer.shift(), undefined);
  assert.deepEqual([buffer.takeLoss(), buffer.takeLoss()], [true, false]);
});

test('progress of steps is streamed unless it is not wanted', async () => {
  for (const progress of [true, false]) {
    const script = createScript();
    await script.journal.flush();
    const services = script as unknown as Parameters<typeof followRun>[0];
    const stream = followRun(services, { runId: 'r', fromSeq: 1, progress, signal: undefined });
    await stream.next();
    const next = stream.next();
    // The stream has read the journal to its end and waits for what is live.
    await nextTurn();
    for (const listener of script.listeners)
      listener({ kind: 'progress', runId: 'r', path: 'a', data: { percent: 5 } });
    await script.finish();
    const kinds = [(await next).value?.kind];
    for await (const entry of stream) kinds.push(entry.kind);
    assert.deepEqual(kinds, progress ? ['progress', 'event'] : ['event']);
  }
});
