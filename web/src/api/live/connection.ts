import { createStore, type StoreApi } from 'zustand/vanilla';
import { toBackoffMs } from './backoff.ts';

/** What of a WebSocket is used. */
export type LiveSocket = Pick<WebSocket, 'addEventListener' | 'removeEventListener' | 'send' | 'close' | 'readyState'>;

/** An open socket with the client that speaks over it. `closed` is aborted when it is gone. */
export interface Link<Client> {
  readonly client: Client;
  readonly closed: AbortSignal;
}

/** How the one connection is. `idle`: nothing wants it. */
export interface ConnectionState<Client> {
  readonly state: 'idle' | 'connecting' | 'open' | 'lost';
  readonly link: Link<Client> | undefined;
  /** Attempts since it was last open. */
  readonly attempts: number;
}

/** One socket that comes back by itself as long as somebody holds it. */
export interface Connection<Client> {
  readonly store: StoreApi<ConnectionState<Client>>;
  /** Keeps it open; call the answer to let go. */
  hold(): () => void;
  /** The open link; waits for it. Rejects when the signal is aborted first. */
  ready(signal: AbortSignal): Promise<Link<Client>>;
  /** Tries at once instead of at the end of the pause. */
  retryNow(): void;
  /** Gives up the present socket, because it does not answer, and opens another one. */
  drop(): void;
}

/** A socket that opens no sooner than this is given up. */
const OPEN_TIMEOUT_MS = 10_000;
/** How long it stays open for nobody: moving between pages must not open a new one each time. */
const LINGER_MS = 5_000;

/** Makes the connection; nothing is opened before somebody holds it. */
export function createConnection<Client>(options: {
  readonly openSocket: () => LiveSocket;
  readonly toClient: (socket: LiveSocket) => Client;
  readonly random?: () => number;
}): Connection<Client> {
  const store = createStore<ConnectionState<Client>>(() => ({ state: 'idle', link: undefined, attempts: 0 }));
  let holders = 0;
  /** The socket that opens or is open, and how it is given up. */
  let current: { readonly socket: LiveSocket; readonly end: () => void } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const later = (ms: number, work: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(work, ms);
  };

  const connect = (): void => {
    const socket = options.openSocket();
    const gone = new AbortController();
    const end = (): void => {
      if (gone.signal.aborted) return;
      gone.abort();
      // A dead network never confirms that it is closed: nothing waits for that.
      socket.close();
      if (current?.socket === socket) fail();
    };
    current = { socket, end };
    // Once lost it is "lost" until it is open again: what shows it must not flicker with every attempt.
    if (store.getState().state !== 'lost') store.setState({ state: 'connecting' });
    later(OPEN_TIMEOUT_MS, end);
    socket.addEventListener('open', () => {
      if (gone.signal.aborted) return;
      clearTimeout(timer);
      store.setState({ state: 'open', link: { client: options.toClient(socket), closed: gone.signal }, attempts: 0 });
      if (holders === 0) linger();
    });
    socket.addEventListener('close', end);
    socket.addEventListener('error', end);
  };

  const fail = (): void => {
    current = undefined;
    const { attempts } = store.getState();
    store.setState({ state: holders > 0 ? 'lost' : 'idle', link: undefined, attempts: attempts + 1 });
    if (holders > 0) later(toBackoffMs(attempts, options.random), connect);
  };

  const linger = (): void =>
    later(LINGER_MS, () => {
      const closing = current;
      current = undefined;
      store.setState({ state: 'idle', link: undefined, attempts: 0 });
      closing?.end();
    });

  return {
    store,
    hold() {
      holders += 1;
      if (current === undefined) connect();
      else if (store.getState().state === 'open') clearTimeout(timer);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        holders -= 1;
        // One that is still opening lingers from when it is open.
        if (holders === 0 && store.getState().state !== 'connecting') linger();
      };
    },
    ready: (signal) => waitForLink(store, signal),
    retryNow() {
      if (holders > 0 && current === undefined) connect();
    },
    drop() {
      current?.end();
    },
  };
}

function waitForLink<Client>(store: StoreApi<ConnectionState<Client>>, signal: AbortSignal): Promise<Link<Client>> {
  return new Promise((resolve, reject) => {
    const look = (): boolean => {
      const { link } = store.getState();
      if (link === undefined && !signal.aborted) return false;
      stop();
      signal.removeEventListener('abort', look);
      if (link === undefined) reject(signal.reason);
      else resolve(link);
      return true;
    };
    const stop = store.subscribe(look);
    signal.addEventListener('abort', look);
    look();
  });
}
