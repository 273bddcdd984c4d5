import { useEffect } from 'react';
import { client } from '#web/api/client.ts';
import type { EditorStore } from '../store/editor-store.ts';

/** Quiet time after a change before the server is asked. */
const QUIET_MS = 350;
/** A large document takes the server longer: it is given this many times as long as its last answer took. */
const PACE = 3;

/** Has the server look for problems whenever the document rests, and puts them in the store. */
export function useValidation(store: EditorStore): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asked = new AbortController();
    let tookMs = 0;
    let seen: unknown;
    const look = async () => {
      asked.abort();
      asked = new AbortController();
      const { signal } = asked;
      const { workflow } = store.getState();
      const startedAt = performance.now();
      try {
        const { problems } = await client.workflow.validate({ workflow }, { signal });
        tookMs = performance.now() - startedAt;
        if (!signal.aborted) store.getState().setProblems(problems);
      } catch {
        // Offline or overtaken by the next change: what is known stays, and the next change asks again.
      }
    };
    const plan = () => {
      const { workflow } = store.getState();
      if (workflow === seen) return;
      seen = workflow;
      clearTimeout(timer);
      timer = setTimeout(look, Math.max(QUIET_MS, tookMs * PACE));
    };
    plan();
    const stop = store.subscribe(plan);
    return () => {
      stop();
      clearTimeout(timer);
      asked.abort();
    };
  }, [store]);
}
