// @vitest-environment happy-dom
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from './client.ts';
import { keepInTouch } from './keep-in-touch.ts';
import { createConnection } from './live/connection.ts';
import { createFakeSockets } from './live/testing/fake-socket.ts';
import { noteLoggedIn, noteLoggedOut, noteReached, noteUnreached, serverState } from './server-state.ts';

const BEFORE = serverState.getState();

/** A page with one list on it, over sockets and calls a test answers. */
function start(answer: (path: string) => Promise<Response>) {
  vi.stubGlobal('fetch', (input: Request | string) =>
    answer(new URL(typeof input === 'string' ? input : input.url, location.href).pathname),
  );
  const sockets = createFakeSockets();
  const probe = vi.fn(async () => ({}));
  const connection = createConnection({
    openSocket: sockets.open,
    toClient: () => ({ session: { current: probe } }) as unknown as Client,
    random: () => 1,
  });
  const queries = new QueryClient();
  const read = vi.fn(async () => 'list');
  const unsubscribe = new QueryObserver(queries, { queryKey: ['list'], queryFn: read, staleTime: 60_000 }).subscribe(
    () => undefined,
  );
  const release = connection.hold();
  const stop = keepInTouch(connection, queries);
  return {
    sockets: sockets.all,
    connection,
    read,
    probe,
    stop: () => {
      stop();
      release();
      unsubscribe();
    },
  };
}

/** A server whose page has this script. */
const serve =
  (script: string) =>
  async (path: string): Promise<Response> =>
    path === '/' ? new Response(`<script type="module" src="${script}"></script>`) : Response.json({ json: {} });
const offline = async (): Promise<Response> => {
  throw new TypeError('Failed to fetch');
};
const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe('a page and its server', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    serverState.setState(BEFORE, true);
    // Outside of the document: inside, it would be loaded.
    const script = document.createElement('script');
    script.setAttribute('src', '/assets/index-1.js');
    vi.spyOn(document, 'querySelector').mockReturnValue(script);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('are apart when neither socket nor call gets through, and read everything anew when they are together again', async () => {
    let answer: (path: string) => Promise<Response> = offline;
    const { sockets, read, stop } = start((path) => answer(path));
    sockets[0]?.accept();
    await settle();
    expect(read).toHaveBeenCalledTimes(1);
    sockets[0]?.lose();
    await settle(10);
    expect(serverState.getState().isReachable).toBe(false);
    answer = serve('/assets/index-1.js');
    await settle(300);
    sockets[1]?.accept();
    await settle();
    expect([serverState.getState().isReachable, serverState.getState().isPageOld]).toEqual([true, false]);
    expect(read.mock.calls.length).toBeGreaterThan(1);
    stop();
  });

  it('notice a newer build when they are together again', async () => {
    const { sockets, stop } = start(serve('/assets/index-2.js'));
    sockets[0]?.accept();
    sockets[0]?.lose();
    await settle(300);
    sockets[1]?.accept();
    await settle();
    expect(serverState.getState().isPageOld).toBe(true);
    stop();
  });

  it('open a new socket after a login: the old one speaks for the session before', async () => {
    const { sockets, read, stop } = start(serve('/assets/index-1.js'));
    noteLoggedOut();
    sockets[0]?.accept();
    await settle();
    const before = read.mock.calls.length;
    noteLoggedIn();
    expect(sockets[0]?.isClosed).toBe(true);
    await settle(300);
    expect([sockets.length, read.mock.calls.length > before]).toEqual([2, true]);
    stop();
  });

  it('give up a socket that is silent when asked', async () => {
    const { sockets, probe, stop } = start(offline);
    sockets[0]?.accept();
    await settle(25_000);
    expect([probe.mock.calls.length, sockets[0]?.isClosed]).toEqual([1, false]);
    probe.mockImplementation(() => new Promise(() => undefined));
    await settle(33_000);
    expect(sockets[0]?.isClosed).toBe(true);
    stop();
  });

  it('try at once when a call got through, and when the machine is back on the network', async () => {
    const { sockets, stop } = start(offline);
    sockets[0]?.lose();
    noteUnreached();
    noteReached();
    expect(sockets.length).toBe(2);
    sockets[1]?.lose();
    dispatchEvent(new Event('online'));
    expect(sockets.length).toBe(3);
    stop();
    dispatchEvent(new Event('online'));
    expect(sockets.length).toBe(3);
  });
});
