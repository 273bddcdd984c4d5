import type { ServerResponse } from 'node:http';
import { AppError } from '#contract/app-error.ts';
import type { Host, LiveEntry } from '#hosts/host.ts';
import type { Journal } from '#journal/journal.ts';
import { END_FRAME, HEARTBEAT_FRAME, RETRY_FRAME, toEventFrame, toProgressFrame } from './event-frame.ts';
import { createListener, type Frames, type Listener } from './listener.ts';
import { createSlicedWork } from './sliced-work.ts';

/** Events that become durable within so long are sent together, in one write for each listener: the more listen, the longer. */
const FLUSH_MS = 10;
const CROWDED_FLUSH_MS = 50;
const CROWD = 100;
const HEARTBEAT_MS = 15_000;
/** How often the journal is looked at for events of another process on the same data folder. */
const LOOK_EVERY_MS = 2_000;
const MAX_LISTENERS = 5_000;
/** Entries of a run kept for the next flush; beyond that listeners read them from the journal. */
const MAX_PENDING = 5_000;

/** Where the feed takes events from. */
export interface RunSource {
  readonly journal: Pick<Journal, 'read' | 'findRun' | 'flush'>;
  readonly host: Pick<Host, 'watch'>;
}

/** What a client wants to follow. */
export interface FeedRequest {
  readonly runId: string;
  /** Last event it has; 0 for none. */
  readonly afterSeq: number;
  /** Whether live progress of steps is wanted as well. */
  readonly progress: boolean;
}

/** Live streams of runs' events. */
export interface RunFeed {
  /**
   * Answers with the events of a run, then with new ones as they become durable, until the run ends.
   * @throws AppError run-not-found, queue-full, shutting-down
   */
  open(request: FeedRequest, response: ServerResponse): void;
  readonly listeners: number;
  /** Ends all streams, telling clients to come back soon, and takes no more. */
  close(): void;
}

interface Channel {
  readonly runId: string;
  readonly listeners: Set<Listener>;
  pending: LiveEntry[];
  stop: () => void;
}

/** Bounds of a feed. */
export interface FeedOptions {
  readonly onError: (error: unknown) => void;
  readonly heartbeatMs?: number;
  readonly lookEveryMs?: number;
  readonly maxListeners?: number;
}

/** Makes a feed: each event is read once and written as text once, however many listen. */
export function createRunFeed(source: RunSource, options: FeedOptions): RunFeed {
  const { journal, host } = source;
  const { onError, heartbeatMs = HEARTBEAT_MS, lookEveryMs = LOOK_EVERY_MS, maxListeners = MAX_LISTENERS } = options;
  const channels = new Map<string, Channel>();
  const work = createSlicedWork(onError);
  let count = 0;
  let isClosed = false;
  let dirty = new Set<Channel>();
  const timers: NodeJS.Timeout[] = [];

  const flush = () => {
    const due = dirty;
    dirty = new Set();
    for (const channel of due) work.add(deliver(channel));
  };

  const openChannel = (runId: string): Channel => {
    const channel: Channel = { runId, listeners: new Set(), pending: [], stop: () => {} };
    channel.stop = host.watch((entry) => {
      if (channel.pending.length >= MAX_PENDING) {
        channel.pending = [];
        for (const listener of channel.listeners) listener.replay();
      } else channel.pending.push(entry);
      if (dirty.size === 0) setTimeout(flush, count > CROWD ? CROWDED_FLUSH_MS : FLUSH_MS);
      dirty.add(channel);
    }, runId);
    channels.set(runId, channel);
    // Nobody is told of what was queued before anybody listened, and it may not be on disk yet: it is looked for once it is.
    const later = () => work.add(look([channel], journal));
    journal.flush().then(later, later);
    return channel;
  };

  const leave = (channel: Channel, listener: Listener) => {
    if (!channel.listeners.delete(listener)) return;
    count -= 1;
    if (channel.listeners.size === 0) {
      channel.stop();
      channels.delete(channel.runId);
    }
    if (count === 0) for (const timer of timers.splice(0)) clearInterval(timer);
  };

  return {
    open({ runId, afterSeq, progress }, response) {
      const run = journal.findRun(runId);
      if (run === undefined) {
        throw new AppError(
          'run-not-found',
          `There is no run ${runId.slice(0, 100)}. List the runs to see which there are.`,
        );
      }
      if (run.finishedAt !== undefined && afterSeq >= run.eventCount) {
        // The answer that makes an EventSource stop connecting (HTML, 9.2.3).
        response.writeHead(204, { 'cache-control': 'no-store' }).end();
        return;
      }
      if (isClosed) throw new AppError('shutting-down', 'The server is stopping. Connect again in a moment.');
      if (count >= maxListeners) {
        throw new AppError(
          'queue-full',
          `${maxListeners} live streams are open, which is the limit. Try again later.`,
          {
            data: { retryAfterMs: 5_000 },
          },
        );
      }
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-cache, no-transform',
        // Keeps nginx and its kin from collecting the stream.
        'x-accel-buffering': 'no',
      });
      response.flushHeaders();
      const channel = channels.get(runId) ?? openChannel(runId);
      const listener = createListener({
        response,
        afterSeq,
        progress,
        read: (fromSeq) => journal.read(runId, fromSeq),
        onError,
      });
      channel.listeners.add(listener);
      count += 1;
      response.once('close', () => leave(channel, listener));
      if (timers.length === 0) {
        timers.push(
          setInterval(() => work.add(beat(channels.values())), heartbeatMs).unref(),
          setInterval(() => work.add(look(channels.values(), journal)), lookEveryMs).unref(),
        );
      }
      listener.replay();
    },
    get listeners() {
      return count;
    },
    close() {
      isClosed = true;
      for (const channel of channels.values()) {
        for (const { response } of channel.listeners) response.end(RETRY_FRAME);
      }
    },
  };
}

/** Sends what a channel collected to each who listens. */
function* deliver(channel: Channel): Generator<void> {
  const { pending } = channel;
  channel.pending = [];
  let events = '';
  let all = '';
  let firstSeq: number | undefined;
  let lastSeq = 0;
  let ended = false;
  for (const entry of pending) {
    if (entry.kind === 'progress') {
      all += toProgressFrame(entry.path, entry.data);
      continue;
    }
    for (const stored of entry.events) {
      const frame = toEventFrame(stored);
      events += frame;
      all += frame;
      firstSeq ??= stored.seq;
      lastSeq = stored.seq;
      ended ||= stored.event.type === 'run-finished';
      yield;
    }
  }
  const end = ended ? END_FRAME : '';
  const frames = { events: Buffer.from(events + end), all: Buffer.from(all + end), firstSeq, lastSeq, ended };
  yield* sendAll(channel, frames);
}

/** Sends a comment to everybody, so that proxies do not end quiet streams. */
function* beat(channels: Iterable<Channel>): Generator<void> {
  const bytes = Buffer.from(HEARTBEAT_FRAME);
  for (const channel of [...channels]) {
    yield* sendAll(channel, { events: bytes, all: bytes, firstSeq: undefined, lastSeq: 0, ended: false });
  }
}

/** Looks for events that another process wrote, of which nobody tells. */
function* look(channels: Iterable<Channel>, journal: RunSource['journal']): Generator<void> {
  for (const channel of [...channels]) {
    yield;
    const newest = journal.findRun(channel.runId)?.eventCount ?? 0;
    for (const listener of channel.listeners) if (!listener.hasUpTo(newest)) listener.replay();
  }
}

function* sendAll(channel: Channel, frames: Frames): Generator<void> {
  for (const listener of [...channel.listeners]) {
    listener.send(frames);
    yield;
  }
}
