import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoredEvent } from '#contract/run-event.ts';
import { END_FRAME, toEventFrame } from './event-frame.ts';

/** A client that takes its data so slowly is sent no more until it has caught up, from the journal then. */
const MAX_UNSENT_BYTES = 1_000_000;
const REPLAY_CHUNK = 65_536;

/** Frames for all who listen to a run. */
export interface Frames {
  /** Durable events only. */
  readonly events: Buffer;
  /** The same with live progress in between. */
  readonly all: Buffer;
  /** First and last durable event among them; `firstSeq` is undefined when there is none. */
  readonly firstSeq: number | undefined;
  readonly lastSeq: number;
  /** Whether the run's end is among them. */
  readonly ended: boolean;
}

/** One client of a run's stream. It reads the journal until it has caught up, then takes frames as they come. */
export interface Listener {
  readonly response: ServerResponse;
  /** Reads what it has not got from the journal, then goes live. */
  replay(): void;
  /** Whether events up to `seq` were sent, or are on their way. */
  hasUpTo(seq: number): boolean;
  send(frames: Frames): void;
}

/** Makes a listener, which does nothing before `replay`. */
export function createListener(options: {
  readonly response: ServerResponse;
  readonly afterSeq: number;
  /** Whether live progress is wanted as well. */
  readonly progress: boolean;
  readonly read: (fromSeq: number) => Iterable<StoredEvent>;
  readonly onError: (error: unknown) => void;
}): Listener {
  const { response, progress, read, onError } = options;
  let lastSeq = options.afterSeq;
  let state: 'idle' | 'replaying' | 'live' = 'idle';

  const catchUp = async (): Promise<void> => {
    for (;;) {
      await untilDrained(response);
      if (response.destroyed || response.writableEnded) return;
      const { text, seq, ended } = readChunk(read, lastSeq);
      if (text === '') {
        // Nothing was awaited since the journal was read: what becomes durable from here on is sent live.
        state = 'live';
        return;
      }
      lastSeq = seq;
      if (ended) {
        response.end(text + END_FRAME);
        return;
      }
      response.write(text);
      await nextTurn();
    }
  };

  const replay = () => {
    if (state === 'replaying') return;
    state = 'replaying';
    catchUp().catch((error: unknown) => {
      onError(error);
      response.destroy();
    });
  };

  return {
    response,
    replay,
    hasUpTo: (seq) => state !== 'live' || seq <= lastSeq,
    send({ events, all, firstSeq, lastSeq: newest, ended }) {
      if (state !== 'live' || response.destroyed || response.writableEnded) return;
      if (firstSeq !== undefined) {
        if (newest <= lastSeq) return;
        if (firstSeq !== lastSeq + 1) {
          replay();
          return;
        }
      }
      if (response.writableLength > MAX_UNSENT_BYTES) {
        replay();
        return;
      }
      if (firstSeq !== undefined) lastSeq = newest;
      const bytes = progress ? all : events;
      if (bytes.length === 0) return;
      if (ended) response.end(bytes);
      else response.write(bytes);
    },
  };
}

function readChunk(
  read: (fromSeq: number) => Iterable<StoredEvent>,
  afterSeq: number,
): { readonly text: string; readonly seq: number; readonly ended: boolean } {
  let text = '';
  let seq = afterSeq;
  let ended = false;
  for (const stored of read(afterSeq + 1)) {
    text += toEventFrame(stored);
    seq = stored.seq;
    ended ||= stored.event.type === 'run-finished';
    if (text.length > REPLAY_CHUNK) break;
  }
  return { text, seq, ended };
}

function untilDrained(response: ServerResponse): Promise<void> {
  if (!response.writableNeedDrain || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.once('drain', done).once('close', done);
  });
}
