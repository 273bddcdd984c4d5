import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { RunSession, RunSnapshot } from './session/run-session.ts';
import { holdSession } from './session/sessions.ts';

const NOTHING: RunSnapshot = { state: 'loading', view: undefined, progress: new Map(), told: [], readShare: 0 };

/** The session of a run while the component is on screen; undefined for no run and before the first paint. */
export function useRunSession(runId: string | undefined): RunSession | undefined {
  const [held, setHeld] = useState<{ readonly runId: string; readonly session: RunSession }>();
  useEffect(() => {
    if (runId === undefined) return;
    const { session, release } = holdSession(runId);
    setHeld({ runId, session });
    return release;
  }, [runId]);
  return held !== undefined && held.runId === runId ? held.session : undefined;
}

/** A run, followed live: how it is now and how the connection is. Ended runs too. Drawn again at most once a frame. */
export function useRunView(runId: string | undefined): RunSnapshot {
  const session = useRunSession(runId);
  const subscribe = useCallback((listener: () => void) => session?.subscribe(listener) ?? (() => undefined), [session]);
  return useSyncExternalStore(subscribe, () => session?.getSnapshot() ?? NOTHING);
}

/** Place of the newest event about a step in a run, followed live; undefined while the run is not known. Drawn again only when it changed. */
export function useStepSeq(runId: string | undefined, stepId: string | undefined): number | undefined {
  const session = useRunSession(runId);
  const subscribe = useCallback((listener: () => void) => session?.subscribe(listener) ?? (() => undefined), [session]);
  return useSyncExternalStore(subscribe, () => {
    const view = session?.getSnapshot().view;
    return view === undefined || stepId === undefined ? undefined : (view.steps.get(stepId)?.latest.lastSeq ?? 0);
  });
}
