import { describe, expect, it } from 'vitest';
import type { StoredEvent } from '#contract/run-event.ts';
import type { RunDetail } from '#web/api/shapes.ts';
import { toJournal } from '../model/testing/events.ts';
import { createRunSession, type SessionSource } from './run-session.ts';

const JOURNAL = toJournal([
  { type: 'step-started', path: 'a', attempt: 1 },
  { type: 'step-succeeded', path: 'a', output: {} },
  { type: 'step-started', path: 'b', attempt: 1 },
  { type: 'step-succeeded', path: 'b', output: {} },
  { type: 'run-finished', status: 'succeeded' },
]);

/** A server whose stream can be cut; frames are drawn when `draw` is called. */
function createServer(detail: Partial<RunDetail> = {}) {
  let frames: (() => void)[] = [];
  let handlers: Parameters<SessionSource['follow']>[1] | undefined;
  let askFrom = (): number => 0;
  const source: SessionSource = {
    getRun: async () => ({
      id: 'r',
      workflowId: 'shop',
      version: 1,
      status: 'running',
      triggerKind: 'manual',
      priority: 0,
      createdAt: 1,
      eventCount: 2,
      trigger: { kind: 'manual' },
      steps: [],
      hiddenSteps: 0,
      waits: [],
      ...detail,
    }),
    getRetryPlan: async () => undefined,
    follow(fromSeq, given) {
      askFrom = fromSeq;
      handlers = given;
      given.onState('live');
      return () => {
        handlers = undefined;
      };
    },
    readEvents: async () => [],
    readLogs: async () => [],
    onFrame: (work) => frames.push(work),
    now: () => 5,
  };
  return {
    source,
    send: (events: readonly StoredEvent[]) => {
      for (const stored of events) handlers?.onEntry({ kind: 'event', ...stored });
    },
    tell: (path: string, data: Record<string, string>) => handlers?.onEntry({ kind: 'progress', path, data }),
    setState: (state: 'lost' | 'live' | 'ended') => handlers?.onState(state),
    /** What a stream that is opened again sends. */
    resume: () => JOURNAL.slice(askFrom() - 1),
    frames: () => frames.length,
    isFollowed: () => handlers !== undefined,
    draw() {
      const due = frames;
      frames = [];
      for (const work of due) work();
    },
  };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('createRunSession', () => {
  it('tells at most once a frame, however many events come', async () => {
    const server = createServer();
    const session = createRunSession(server.source);
    let told = 0;
    session.subscribe(() => {
      told += 1;
    });
    await settle();
    server.send(JOURNAL);
    expect([told, server.frames()]).toEqual([0, 1]);
    server.draw();
    expect(told).toBe(1);
    expect(session.getSnapshot().view).toMatchObject({ status: 'succeeded', lastSeq: JOURNAL.length });
  });

  it('goes on after the server was killed, without a gap or a double', async () => {
    const server = createServer();
    const session = createRunSession(server.source);
    await settle();
    server.send(JOURNAL.slice(0, 4));
    server.setState('lost');
    server.draw();
    expect(session.getSnapshot().state).toBe('lost');
    expect(session.getSnapshot().view?.steps.get('a')).toMatchObject({ succeeded: 1 });
    server.setState('live');
    // A server that repeats the last event after its restart does no harm either.
    server.send([...JOURNAL.slice(3, 4), ...server.resume()]);
    server.draw();
    const { view } = session.getSnapshot();
    expect(view).toMatchObject({ status: 'succeeded', lastSeq: JOURNAL.length });
    expect(view?.steps.get('b')).toMatchObject({ started: 1, succeeded: 1 });
    expect(session.log.count).toBe(JOURNAL.length);
  });

  it('shows what the server sums up of a longer journal until the journal itself is read', async () => {
    const past = toJournal(
      Array.from({ length: 400 }, (_, n) => [
        { type: 'step-started', path: `s${n}`, attempt: 1 } as const,
        { type: 'step-succeeded', path: `s${n}`, output: {} } as const,
      ]).flat(),
    );
    const server = createServer({ eventCount: past.length });
    let answer = (_: readonly StoredEvent[]): void => undefined;
    const readEvents = () =>
      new Promise<readonly StoredEvent[]>((resolve) => {
        answer = resolve;
      });
    const session = createRunSession({ ...server.source, readEvents });
    await settle();
    server.draw();
    expect(session.getSnapshot()).toMatchObject({ view: { isPartial: true, lastSeq: past.length }, readShare: 1 });
    answer(past);
    await settle();
    server.draw();
    expect(session.getSnapshot().view).toMatchObject({ isPartial: false, lastSeq: past.length });
    expect(session.getSnapshot().view?.steps.get('s399')).toMatchObject({ succeeded: 1 });
  });

  it('follows on from the sum when the journal cannot be read', async () => {
    const server = createServer({ eventCount: 800 });
    const session = createRunSession({ ...server.source, readEvents: () => Promise.reject(new Error('gone')) });
    await settle();
    server.draw();
    expect(session.getSnapshot()).toMatchObject({ view: { isPartial: true, lastSeq: 800 } });
    expect(server.isFollowed()).toBe(true);
  });

  it('begins again when it is asked to after a failure', async () => {
    const server = createServer();
    let isDown = true;
    const getRun: SessionSource['getRun'] = (signal) =>
      isDown ? Promise.reject(new Error('down')) : server.source.getRun(signal);
    const session = createRunSession({ ...server.source, getRun });
    await settle();
    server.draw();
    expect(session.getSnapshot().state).toBe('failed');
    isDown = false;
    session.retry();
    await settle();
    server.send(JOURNAL);
    server.draw();
    expect(session.getSnapshot().view).toMatchObject({ status: 'succeeded' });
    expect(session.getSnapshot().error).toBeUndefined();
  });

  it('sums up a journal too long to be read, and follows from there', async () => {
    const server = createServer({ eventCount: 400_000, hiddenSteps: 99_000 });
    const session = createRunSession(server.source);
    await settle();
    server.draw();
    expect(session.getSnapshot().view).toMatchObject({ isPartial: true, lastSeq: 400_000, hiddenInstances: 99_000 });
    expect(session.log.count).toBe(400_000);
  });

  it('shows what a step tells while it runs, and forgets it when the step ends', async () => {
    const server = createServer();
    const session = createRunSession(server.source);
    await settle();
    server.send(JOURNAL.slice(0, 3));
    server.tell('a', { delta: 'Hel' });
    server.tell('a', { delta: 'lo' });
    server.draw();
    expect(session.getSnapshot().progress.get('a')).toEqual({ text: 'Hello' });
    expect(session.getSnapshot().told.map(({ text }) => text)).toEqual(['Hello']);
    server.send(JOURNAL.slice(3));
    server.draw();
    expect(session.getSnapshot().progress.size).toBe(0);
  });

  it('says why when the run cannot be read', async () => {
    const server = createServer();
    const session = createRunSession({ ...server.source, getRun: () => Promise.reject(new Error('gone')) });
    await settle();
    server.draw();
    expect(session.getSnapshot()).toMatchObject({ state: 'failed', error: new Error('gone') });
  });

  it('stops following when it is closed', async () => {
    const server = createServer();
    const session = createRunSession(server.source);
    await settle();
    session.close();
    expect(server.isFollowed()).toBe(false);
  });
});
