import { createStore } from 'zustand/vanilla';

/** What the page knows of the server, from how calls and the live socket fare. */
export interface ServerState {
  /** Whether the last thing tried reached it. */
  readonly isReachable: boolean;
  /** `closed`: calls are refused until somebody logs in. */
  readonly session: 'unknown' | 'open' | 'closed';
  /** Whether somebody was logged in since the page was opened: what is on it must then survive the next login. */
  readonly wasOpen: boolean;
  /** Whether the server now serves another build than the one this page is. */
  readonly isPageOld: boolean;
}

/** What the page knows of the server. */
export const serverState = createStore<ServerState>(() => ({
  isReachable: true,
  session: 'unknown',
  wasOpen: false,
  isPageOld: false,
}));

/** Changes what is known, and tells others only when something did change. */
function note(next: Partial<ServerState>): void {
  const now = serverState.getState();
  const isNew = (Object.keys(next) as (keyof ServerState)[]).some((key) => now[key] !== next[key]);
  if (isNew) serverState.setState(next);
}

/** An answer came. */
export const noteReached = (): void => note({ isReachable: true });
/** No answer came. */
export const noteUnreached = (): void => note({ isReachable: false });
/** A call was refused because nobody is logged in. */
export const noteLoggedOut = (): void => note({ session: 'closed' });
/** Somebody logged out: nothing of the page is kept. */
export const noteEnded = (): void => note({ session: 'closed', wasOpen: false });
/** A call that only somebody known can make went through. */
export const noteLoggedIn = (): void => note({ session: 'open', wasOpen: true });
/** The server serves another build. */
export const notePageOld = (): void => note({ isPageOld: true });

/** Resolves once somebody is logged in, or the signal is aborted. */
export function waitForLogin(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (serverState.getState().session === 'closed' && !signal.aborted) return;
      stop();
      signal.removeEventListener('abort', look);
      resolve();
    };
    const stop = serverState.subscribe(look);
    signal.addEventListener('abort', look);
    look();
  });
}
