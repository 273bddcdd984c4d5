import { ORPCError, withEventMeta } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createConnection } from './connection.ts';
import { type FollowState, followStream } from './follow-stream.ts';
import { createFakeSockets } from './testing/fake-socket.ts';

interface Entry {
  readonly n: number;
}

/** A server that sends entries 1, 2, 3… from behind the last one seen, and then keeps the stream open. */
function createServer() {
  let newest = 0;
  const wakers = new Set<() => void>();
  return {
    asked: [] as (string | undefined)[],
    push(count = 1) {
      newest += count;
      for (const wake of wakers) wake();
    },
    async *stream(lastEventId: string | undefined): AsyncGenerator<Entry> {
      for (let next = Number(lastEventId ?? 0) + 1; ; next++) {
        while (next > newest) await new Promise<void>((resolve) => wakers.add(resolve));
        yield withEventMeta({ n: next }, { id: String(next) });
      }
    },
  };
}

function start(open: (lastEventId: string | undefined) => Promise<AsyncIterable<Entry>>) {
  const sockets = createFakeSockets();
  const connection = createConnection({ openSocket: sockets.open, toClient: () => ({}), random: () => 1 });
  connection.hold();
  const stop = new AbortController();
  const seen: number[] = [];
  const states: FollowState[] = [];
  const errors: unknown[] = [];
  let logIn: () => void = () => undefined;
  const done = followStream<object, Entry>(
    connection,
    (_live, _signal, lastEventId) => open(lastEventId),
    {
      onEntry: ({ n }) => seen.push(n),
      onState: (state) => states.push(state),
      onError: (error) => errors.push(error),
    },
    {
      signal: stop.signal,
      untilLoggedIn: () =>
        new Promise((resolve) => {
          logIn = resolve;
        }),
    },
  );
  return { sockets: sockets.all, connection, stop, seen, states, errors, done, logIn: () => logIn() };
}

const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe('a followed stream', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('goes on behind the last entry after the server was lost, telling each entry once', async () => {
    const server = createServer();
    const { sockets, seen, states } = start(async (lastEventId) => {
      server.asked.push(lastEventId);
      return server.stream(lastEventId);
    });
    sockets[0]?.accept();
    server.push(3);
    await settle();
    expect([seen, states]).toEqual([
      [1, 2, 3],
      ['connecting', 'live'],
    ]);
    sockets[0]?.lose();
    server.push(2);
    await settle();
    expect(states.at(-1)).toBe('lost');
    await settle(300);
    sockets[1]?.accept();
    await settle();
    expect([seen, states.at(-1)]).toEqual([[1, 2, 3, 4, 5], 'live']);
    expect(server.asked).toEqual([undefined, '3']);
  });

  it('ends when the stream ends', async () => {
    const { sockets, states, done } = start(async () =>
      (async function* () {
        yield { n: 1 };
      })(),
    );
    sockets[0]?.accept();
    await settle();
    await done;
    expect(states).toEqual(['connecting', 'live', 'ended']);
  });

  it('ends, and says why, when the server refuses for good', async () => {
    const { sockets, states, errors, done } = start(async () => {
      throw new ORPCError('run-not-found', { message: 'There is no such run.' });
    });
    sockets[0]?.accept();
    await settle();
    await done;
    expect([states, errors]).toEqual([['connecting', 'ended'], [expect.objectContaining({ code: 'run-not-found' })]]);
  });

  it('tries again, ever more patient, when the server may recover', async () => {
    let calls = 0;
    const { sockets, states, seen } = start(async () => {
      calls += 1;
      if (calls < 4) throw new ORPCError('rate-limited', { message: 'Too many.' });
      return createServerWith(1);
    });
    sockets[0]?.accept();
    await settle(300);
    expect(calls).toBe(2);
    await settle(600);
    expect(calls).toBe(3);
    await settle(1_200);
    expect([calls, seen, states.at(-1)]).toEqual([4, [1], 'live']);
  });

  it('waits for a login instead of ending when the session is over', async () => {
    let isLoggedIn = false;
    const { sockets, states, seen, logIn } = start(async () => {
      if (!isLoggedIn) throw new ORPCError('unauthenticated', { message: 'Log in.' });
      return createServerWith(1);
    });
    sockets[0]?.accept();
    await settle(60_000);
    expect([states, seen]).toEqual([['connecting', 'lost'], []]);
    isLoggedIn = true;
    logIn();
    await settle(1_000);
    expect([states.at(-1), seen]).toEqual(['live', [1]]);
  });

  it('hands nothing on after it was stopped', async () => {
    const server = createServer();
    const { sockets, seen, stop, done, states } = start(async (lastEventId) => server.stream(lastEventId));
    sockets[0]?.accept();
    server.push();
    await settle();
    stop.abort();
    server.push(5);
    await settle();
    await done;
    expect([seen, states.at(-1)]).toEqual([[1], 'live']);
  });

  it('lets go of a call that never answers when its socket is lost', async () => {
    let calls = 0;
    const { sockets, seen } = start(() => {
      calls += 1;
      return calls === 1 ? new Promise(() => undefined) : Promise.resolve(createServerWith(1));
    });
    sockets[0]?.accept();
    await settle();
    sockets[0]?.lose();
    await settle(300);
    sockets[1]?.accept();
    await settle();
    expect(seen).toEqual([1]);
  });
});

function createServerWith(count: number): AsyncIterable<Entry> {
  const server = createServer();
  server.push(count);
  return server.stream(undefined);
}
