import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEventStore } from './event-store.ts';

const message = (text: string) => ({ jsonrpc: '2.0' as const, method: 'notifications/message', params: { text } });

async function replay(store: ReturnType<typeof createEventStore>, after: string): Promise<readonly string[]> {
  const sent: string[] = [];
  await store.replayEventsAfter(after, { send: async (id) => void sent.push(id) });
  return sent;
}

test('a stream goes on after the event last seen, without those of others', async () => {
  const store = createEventStore();
  const first = await store.storeEvent('a', message('1'));
  await store.storeEvent('b', message('2'));
  const third = await store.storeEvent('a', message('3'));
  assert.deepEqual(await replay(store, first), [third]);
  assert.deepEqual(await replay(store, third), []);
  assert.equal(await store.getStreamIdForEventId?.(first), 'a');
  for (const id of ['', 'nothing', 'a.x', '.1']) assert.deepEqual(await replay(store, id), [], id);
});

test('what is kept is bounded, and the newest is always among it', async () => {
  const store = createEventStore();
  const first = await store.storeEvent('a', message(''));
  for (let at = 0; at < 700; at++) await store.storeEvent('a', message('x'));
  assert.equal((await replay(store, first)).length, 500);
  const large = await store.storeEvent('a', message('x'.repeat(3_000_000)));
  assert.deepEqual(await replay(store, first), [large]);
});
