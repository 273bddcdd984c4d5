import type { LiveSocket } from './connection.ts';

const OPEN = 1;
const CONNECTING = 0;

/**
 * A socket that drops what is sent after it closed, instead of failing: the transport says goodbye to each of its streams then, and nobody
 * is there to hear it.
 */
export function toQuietSocket(socket: LiveSocket): LiveSocket {
  return {
    get readyState() {
      return socket.readyState === CONNECTING ? CONNECTING : OPEN;
    },
    send(data) {
      if (socket.readyState === OPEN) socket.send(data);
    },
    close: (code, reason) => socket.close(code, reason),
    addEventListener: socket.addEventListener.bind(socket),
    removeEventListener: socket.removeEventListener.bind(socket),
  };
}
