import { createRunSession, type RunSession } from './run-session.ts';
import { createServerSource } from './server-source.ts';

/** How long a run nobody looks at is still followed, so that going back and forth costs nothing. */
const LINGER_MS = 10_000;

interface Held {
  readonly session: RunSession;
  users: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const held = new Map<string, Held>();

/** The session of a run, shared by all who look at it. Call `release` once for each. */
export function holdSession(runId: string): { readonly session: RunSession; readonly release: () => void } {
  const entry = held.get(runId) ?? {
    session: createRunSession(createServerSource(runId)),
    users: 0,
    timer: undefined,
  };
  held.set(runId, entry);
  clearTimeout(entry.timer);
  entry.users += 1;
  let isReleased = false;
  return {
    session: entry.session,
    release() {
      if (isReleased) return;
      isReleased = true;
      entry.users -= 1;
      if (entry.users > 0) return;
      entry.timer = setTimeout(() => {
        held.delete(runId);
        entry.session.close();
      }, LINGER_MS);
    },
  };
}
