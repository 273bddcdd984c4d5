import { describe, expect, it } from 'vitest';
import type { LiveSocket } from './connection.ts';
import { toQuietSocket } from './quiet-socket.ts';

/** A socket whose state is set by hand; like a real one it refuses what is sent when it is not open. */
function createSocket(readyState: LiveSocket['readyState']) {
  const sent: unknown[] = [];
  const state: { readyState: LiveSocket['readyState'] } = { readyState };
  const socket: LiveSocket = {
    get readyState() {
      return state.readyState;
    },
    send(data) {
      if (state.readyState !== 1) throw new Error('not open');
      sent.push(data);
    },
    close: () => undefined,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
  return { socket, sent, state };
}

describe('toQuietSocket', () => {
  it('sends while the socket is open', () => {
    const { socket, sent } = createSocket(1);
    toQuietSocket(socket).send('hello');
    expect(sent).toEqual(['hello']);
  });
  it('drops what is sent after the socket closed, where the transport would fail with nobody to hear it', () => {
    const { socket, sent, state } = createSocket(1);
    const quiet = toQuietSocket(socket);
    state.readyState = 3;
    expect(quiet.readyState).toBe(1);
    expect(() => quiet.send('bye')).not.toThrow();
    expect(sent).toEqual([]);
  });
  it('says that it is connecting, so that the transport waits', () => {
    const { socket } = createSocket(0);
    expect(toQuietSocket(socket).readyState).toBe(0);
  });
});
