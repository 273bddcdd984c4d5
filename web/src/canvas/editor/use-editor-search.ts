import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';
import { hasStep } from '../model/find-step.ts';
import type { EditorStore } from '../store/editor-store.ts';
import { focusStep, showStep } from '../view/keyboard/focus-step.ts';

/** Below this zoom a step that is looked for could not be read. */
const READABLE_ZOOM = 0.6;

/** What the address says of the editor. */
export interface EditorSearch {
  readonly panel: string | undefined;
  readonly run: string | undefined;
  set(change: Readonly<Record<string, string | undefined>>): void;
}

/** The address restores the screen: the selected step, the open panel, the run that is shown. */
export function useEditorSearch(store: EditorStore): EditorSearch {
  const { step, panel, run } = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = useCallback(
    (change: Readonly<Record<string, string | undefined>>) =>
      void navigate({
        to: '.',
        search: (before: Readonly<Record<string, string | undefined>>) => ({ ...before, ...change }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  const isFirst = useRef(true);
  useEffect(() => {
    const { workflow, selection } = store.getState();
    if (step === undefined || !hasStep(workflow, step) || selection.steps.has(step)) return;
    // The canvas must have its size before it can show a step.
    const frame = requestAnimationFrame(() => {
      focusStep(store, step);
      // Opened out so far that nothing can be read, the address leads to the step itself.
      const { camera } = store.getState();
      if (isFirst.current && camera.get().zoom < READABLE_ZOOM) showStep(store, step);
      isFirst.current = false;
    });
    return () => cancelAnimationFrame(frame);
  }, [store, step]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = store.subscribe(({ selection }, before) => {
      if (selection === before.selection) return;
      const [only] = selection.steps.size === 1 ? selection.steps : [];
      // The address follows when the selection rests: every change of it is an entry the browser keeps.
      clearTimeout(timer);
      timer = setTimeout(() => set({ step: only }), 250);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store, set]);
  return { panel, run, set };
}
