import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createConnection } from './connection.ts';
import { createFakeSockets } from './testing/fake-socket.ts';

function start() {
  const sockets = createFakeSockets();
  const connection = createConnection({
    openSocket: sockets.open,
    toClient: (socket) => ({ socket }),
    random: () => 1,
  });
  const state = () => connection.store.getState().state;
  return { sockets: sockets.all, connection, state };
}

describe('the live connection', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('opens one socket for all who hold it, and none before', () => {
    const { sockets, connection, state } = start();
    expect([sockets.length, state()]).toEqual([0, 'idle']);
    connection.hold();
    connection.hold();
    expect([sockets.length, state()]).toEqual([1, 'connecting']);
    sockets[0]?.accept();
    expect(state()).toBe('open');
  });

  it('closes a while after the last one let go, and not when somebody came back', () => {
    const { sockets, connection, state } = start();
    const release = connection.hold();
    sockets[0]?.accept();
    release();
    release();
    vi.advanceTimersByTime(4_000);
    const again = connection.hold();
    vi.advanceTimersByTime(60_000);
    expect([state(), sockets.length]).toEqual(['open', 1]);
    again();
    vi.advanceTimersByTime(5_000);
    expect([state(), sockets[0]?.isClosed]).toEqual(['idle', true]);
  });

  it('comes back by itself, more patient each time, and at most every 10 seconds', () => {
    const { sockets, connection, state } = start();
    connection.hold();
    sockets[0]?.accept();
    sockets[0]?.lose();
    expect(state()).toBe('lost');
    const pauses: number[] = [];
    for (let round = 0; round < 8; round++) {
      const before = sockets.length;
      let waited = 0;
      while (sockets.length === before) {
        vi.advanceTimersByTime(100);
        waited += 100;
      }
      pauses.push(waited);
      // It must not flicker between lost and connecting.
      expect(state()).toBe('lost');
      sockets.at(-1)?.lose();
    }
    expect(pauses).toEqual([300, 600, 1_200, 2_400, 4_800, 9_600, 10_000, 10_000]);
    vi.advanceTimersByTime(10_000);
    sockets.at(-1)?.accept();
    expect(connection.store.getState()).toMatchObject({ state: 'open', attempts: 0 });
  });

  it('gives up a socket that does not open', () => {
    const { sockets, connection, state } = start();
    connection.hold();
    vi.advanceTimersByTime(10_000);
    expect([state(), sockets[0]?.isClosed]).toEqual(['lost', true]);
    vi.advanceTimersByTime(300);
    expect(sockets.length).toBe(2);
  });

  it('ignores what a socket says that was given up', () => {
    const { sockets, connection, state } = start();
    connection.hold();
    sockets[0]?.accept();
    connection.drop();
    expect(state()).toBe('lost');
    vi.advanceTimersByTime(300);
    sockets[0]?.accept();
    sockets[0]?.lose();
    expect(sockets.length).toBe(2);
    sockets[1]?.accept();
    sockets[0]?.lose();
    expect(state()).toBe('open');
  });

  it('tries at once when asked, and only when it is lost', () => {
    const { sockets, connection } = start();
    connection.retryNow();
    expect(sockets.length).toBe(0);
    connection.hold();
    connection.retryNow();
    expect(sockets.length).toBe(1);
    sockets[0]?.lose();
    connection.retryNow();
    expect(sockets.length).toBe(2);
    vi.advanceTimersByTime(5_000);
    expect(sockets.length).toBe(2);
  });

  it('tells users of a link that it is gone, and gives them the next one', async () => {
    const { sockets, connection } = start();
    connection.hold();
    const never = new AbortController().signal;
    const first = connection.ready(never);
    sockets[0]?.accept();
    const link = await first;
    expect(link.closed.aborted).toBe(false);
    sockets[0]?.lose();
    expect(link.closed.aborted).toBe(true);
    const second = connection.ready(never);
    vi.advanceTimersByTime(300);
    sockets[1]?.accept();
    expect((await second).client.socket).toBe(sockets[1]);
  });

  it('stops waiting for a link when that is not wanted any more', async () => {
    const { connection } = start();
    connection.hold();
    const stop = new AbortController();
    const waiting = connection.ready(stop.signal);
    stop.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
  });

  it('does not come back when nobody holds it', () => {
    const { sockets, connection, state } = start();
    const release = connection.hold();
    sockets[0]?.accept();
    release();
    sockets[0]?.lose();
    vi.advanceTimersByTime(60_000);
    expect([state(), sockets.length]).toEqual(['idle', 1]);
  });
});
