import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { createSessions, type Session } from './sessions.ts';

function createSession(id: string, ended: string[], isBusy = () => false): Session {
  return {
    id,
    principalId: 'owner',
    isBusy,
    transport: { handleRequest: async () => new Response(), close: async () => void ended.push(id) },
  };
}

test('idle sessions end, those with a call or a stream under way do not', async () => {
  let now = 0;
  const ended: string[] = [];
  const sessions = createSessions({ idleMs: 100 }, () => now);
  const idle = createSession('idle', ended);
  const streaming = createSession('streaming', ended);
  for (const session of [idle, createSession('busy', ended, () => true), streaming]) sessions.add(session);
  const gone = new AbortController();
  const stream = new Response('', { headers: { 'content-type': 'text/event-stream' } });
  await sessions.answer(streaming, new Request('http://x', { signal: gone.signal }), async () => stream);
  now = 100;
  sessions.makeRoom();
  assert.deepEqual(ended, ['idle']);
  assert.equal(sessions.find('idle', 'owner'), undefined);
  gone.abort();
  now = 250;
  sessions.makeRoom();
  assert.deepEqual(ended, ['idle', 'streaming']);
  await sessions.close();
});

test('when all sessions are at work, another one is refused', async () => {
  const ended: string[] = [];
  const sessions = createSessions({ maxSessions: 1 });
  sessions.add(createSession('busy', ended, () => true));
  assert.throws(
    () => sessions.makeRoom(),
    (error) => error instanceof AppError && error.code === 'queue-full',
  );
  assert.equal(sessions.find('busy', 'somebody else'), undefined);
  await sessions.close();
  assert.deepEqual(ended, ['busy']);
});
