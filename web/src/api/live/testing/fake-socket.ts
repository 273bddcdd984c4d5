import type { LiveSocket } from '../connection.ts';

type Listener = (event: Event) => void;

/** A socket a test opens and closes by hand. */
export interface FakeSocket extends LiveSocket {
  /** The server accepted it. */
  accept(): void;
  /** It is gone. */
  lose(): void;
  readonly isClosed: boolean;
}

/** Makes sockets and keeps them, oldest first. */
export function createFakeSockets(): { readonly all: readonly FakeSocket[]; readonly open: () => FakeSocket } {
  const all: FakeSocket[] = [];
  return {
    all,
    open() {
      const socket = createFakeSocket();
      all.push(socket);
      return socket;
    },
  };
}

function createFakeSocket(): FakeSocket {
  const listeners = new Map<string, Set<Listener>>();
  const tell = (name: string): void => {
    for (const listener of listeners.get(name) ?? []) listener(new Event(name));
  };
  let readyState: LiveSocket['readyState'] = WebSocketState.connecting;
  let isClosed = false;
  return {
    get readyState() {
      return readyState;
    },
    get isClosed() {
      return isClosed;
    },
    addEventListener(name: string, listener: unknown) {
      const all = listeners.get(name) ?? new Set<Listener>();
      if (typeof listener === 'function') all.add(listener as Listener);
      listeners.set(name, all);
    },
    removeEventListener(name: string, listener: unknown) {
      if (typeof listener === 'function') listeners.get(name)?.delete(listener as Listener);
    },
    send() {},
    // Like a real one over a dead network: asking to close tells nothing by itself.
    close() {
      isClosed = true;
      readyState = WebSocketState.closed;
    },
    accept() {
      readyState = WebSocketState.open;
      tell('open');
    },
    lose() {
      readyState = WebSocketState.closed;
      tell('close');
    },
  };
}

const WebSocketState = { connecting: 0, open: 1, closed: 3 } as const;
