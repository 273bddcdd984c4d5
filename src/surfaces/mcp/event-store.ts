import type { EventStore } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';

/** What is kept of a session, so that clients can take up a broken stream. The oldest goes first. */
const MAX_EVENTS = 500;
const MAX_SIZE = 2_000_000;

interface Kept {
  readonly id: string;
  readonly streamId: string;
  readonly message: JSONRPCMessage;
  readonly size: number;
}

/** The last messages of a session, in memory. */
export function createEventStore(): EventStore {
  const kept: Kept[] = [];
  let size = 0;
  let count = 0;
  const toStreamId = (eventId: string) => {
    const at = eventId.lastIndexOf('.');
    return at < 0 ? undefined : eventId.slice(0, at);
  };
  return {
    async storeEvent(streamId, message) {
      count += 1;
      const entry = { id: `${streamId}.${count}`, streamId, message, size: JSON.stringify(message).length };
      kept.push(entry);
      size += entry.size;
      // The newest stays even when it is larger than all that may be kept: it is the answer somebody waits for.
      while (kept.length > 1 && (kept.length > MAX_EVENTS || size > MAX_SIZE)) size -= kept.shift()?.size ?? 0;
      return entry.id;
    },
    getStreamIdForEventId: async (eventId) => toStreamId(eventId),
    async replayEventsAfter(lastEventId, { send }) {
      const streamId = toStreamId(lastEventId) ?? '';
      const last = Number(lastEventId.slice(streamId.length + 1));
      for (const entry of [...kept]) {
        if (entry.streamId !== streamId || !(Number(entry.id.slice(streamId.length + 1)) > last)) continue;
        await send(entry.id, entry.message);
      }
      return streamId;
    },
  };
}
