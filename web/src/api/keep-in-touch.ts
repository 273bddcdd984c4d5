import type { QueryClient } from '@tanstack/react-query';
import type { Client } from './client.ts';
import type { Connection } from './live/connection.ts';
import { notePageOld, noteReached, type ServerState, serverState } from './server-state.ts';
import { sessionQuery } from './session.ts';

/** A socket that carried nothing this long is asked whether it is alive. */
const PROBE_EVERY_MS = 25_000;
const PROBE_TIMEOUT_MS = 8_000;

/**
 * Keeps page and server together: finds out whether the server is there when the socket is lost, reads everything anew when it is back,
 * opens the socket anew after a login, and notices a new build. Call the answer to stop.
 */
export function keepInTouch(connection: Connection<Client>, queries: QueryClient): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const askAgain = (): void => {
    void queries.fetchQuery({ ...sessionQuery, staleTime: 0, retry: false }).catch(() => undefined);
  };
  const onConnection = connection.store.subscribe((now, before) => {
    if (now.state === 'open' && before.state !== 'open') {
      noteReached();
      if (before.state === 'lost') void refresh(queries, signal);
    }
    if (now.state === 'lost' && now.attempts !== before.attempts) askAgain();
  });
  const onServer = serverState.subscribe((now, before) => {
    if (isBack(now, before)) void refresh(queries, signal);
    // The socket speaks for the session it was opened with.
    if (now.session === 'open' && before.session === 'closed') connection.drop();
    if (now.isReachable && !before.isReachable) connection.retryNow();
  });
  const retry = (): void => {
    if (document.visibilityState === 'visible') connection.retryNow();
  };
  addEventListener('online', retry, { signal });
  document.addEventListener('visibilitychange', retry, { signal });
  const probe = setInterval(() => void probeSocket(connection), PROBE_EVERY_MS);
  return () => {
    stop.abort();
    clearInterval(probe);
    onConnection();
    onServer();
  };
}

function isBack(now: ServerState, before: ServerState): boolean {
  return (now.isReachable && !before.isReachable) || (now.session === 'open' && before.session === 'closed');
}

async function refresh(queries: QueryClient, signal: AbortSignal): Promise<void> {
  await Promise.all([queries.invalidateQueries(), checkBuild(signal)]);
}

/** A connection can be dead without a word, e.g. after sleep or behind a router that forgot it. */
async function probeSocket(connection: Connection<Client>): Promise<void> {
  const { link } = connection.store.getState();
  if (link === undefined || document.visibilityState === 'hidden') return;
  const late = setTimeout(() => connection.drop(), PROBE_TIMEOUT_MS);
  await link.client.session.current({}).catch(() => undefined);
  clearTimeout(late);
}

/** Compares the script of this page with the one the server would send now. */
async function checkBuild(signal: AbortSignal): Promise<void> {
  const mine = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.getAttribute('src');
  if (mine === undefined || mine === null) return;
  const page = await fetch('/', { headers: { accept: 'text/html' }, cache: 'no-store', signal })
    .then((response) => (response.ok ? response.text() : undefined))
    .catch(() => undefined);
  if (page !== undefined && !page.includes(mine)) notePageOld();
}
