import type { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { AppError } from '#contract/app-error.ts';

/** Bounds of sessions. */
export interface SessionLimits {
  readonly maxSessions: number;
  /** A session nothing is asked of, with no open stream and no call under way, ends after this many milliseconds. */
  readonly idleMs: number;
}

const DEFAULTS: SessionLimits = { maxSessions: 500, idleMs: 1_800_000 };

/** A client that has initialised. */
export interface Session {
  readonly id: string;
  /** Whom it was made for. */
  readonly principalId: string;
  readonly transport: Pick<WebStandardStreamableHTTPServerTransport, 'handleRequest' | 'close'>;
  /** Whether a call is under way. */
  isBusy(): boolean;
}

interface Entry {
  readonly session: Session;
  usedAt: number;
  /** Answers that are still being sent. */
  open: number;
}

/** The sessions there are. */
export interface Sessions {
  /** Ends idle sessions. @throws AppError queue-full when there is no room all the same */
  makeRoom(): void;
  add(session: Session): void;
  /** Only for whom it was made: to others it does not exist. */
  find(id: string, principalId: string): Session | undefined;
  /** Counts as use of the session until the answer is sent. */
  answer(session: Session, request: Request, act: () => Promise<Response>): Promise<Response>;
  remove(id: string): void;
  close(): Promise<void>;
}

/** Keeps sessions, up to a limit. */
export function createSessions(
  limits: Partial<SessionLimits> = {},
  now: () => number = () => performance.now(),
): Sessions {
  const { maxSessions, idleMs } = { ...DEFAULTS, ...limits };
  const entries = new Map<string, Entry>();
  let timer: NodeJS.Timeout | undefined;

  const isIdle = ({ session, open }: Entry) => open === 0 && !session.isBusy();
  const end = (entry: Entry) => {
    entries.delete(entry.session.id);
    void entry.session.transport.close();
  };
  const sweep = () => {
    const before = now() - idleMs;
    for (const entry of [...entries.values()]) if (entry.usedAt <= before && isIdle(entry)) end(entry);
  };
  const remove = (id: string) => {
    entries.delete(id);
    if (entries.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  return {
    remove,
    makeRoom() {
      sweep();
      if (entries.size < maxSessions) return;
      const idle = [...entries.values()].filter(isIdle).sort((a, b) => a.usedAt - b.usedAt)[0];
      if (idle === undefined) {
        throw new AppError('queue-full', `There are ${maxSessions} MCP sessions already. End others, then try again.`);
      }
      end(idle);
    },
    add(session) {
      entries.set(session.id, { session, usedAt: now(), open: 0 });
      timer ??= setInterval(sweep, Math.min(idleMs, 60_000)).unref();
    },
    find(id, principalId) {
      const session = entries.get(id)?.session;
      return session?.principalId === principalId ? session : undefined;
    },
    async answer(session, request, act) {
      const entry = entries.get(session.id);
      if (entry === undefined) return act();
      entry.usedAt = now();
      const response = await act();
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
      if (!isStream || request.signal.aborted) return response;
      entry.open += 1;
      // The request is aborted when its connection closes, however the answer ended.
      request.signal.addEventListener(
        'abort',
        () => {
          entry.open -= 1;
          entry.usedAt = now();
        },
        { once: true },
      );
      return response;
    },
    async close() {
      const all = [...entries.values()];
      clearInterval(timer);
      entries.clear();
      await Promise.all(all.map(({ session }) => session.transport.close()));
    },
  };
}
