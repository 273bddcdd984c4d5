import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import type { EditorStore } from '#web/canvas/store/editor-store.ts';
import { splitIteration, toScope, toStepId } from '../model/path.ts';
import type { RunView } from '../model/run-view.ts';

/** Which instance of which step is looked at. The address holds it, and the canvas shows it: whichever changes, the other follows. */
export interface SelectedPath {
  readonly path: string | undefined;
  /** The iteration that is open: the selected one, or the one the selected step is in. */
  readonly iteration: string | undefined;
  select(path: string | undefined): void;
}

/** Keeps the address and the selection of the canvas the same. */
export function useSelectedPath(store: EditorStore | undefined, view: RunView | undefined): SelectedPath {
  const { step: path } = useSearch({ strict: false });
  const navigate = useNavigate();
  const select = useCallback(
    (next: string | undefined) =>
      void navigate({
        to: '.',
        search: (before: Record<string, string | undefined>) => ({ ...before, step: next }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  useCanvasSelection(store, view, path, select);
  return { path, iteration: path === undefined ? undefined : toIteration(path), select };
}

function toIteration(path: string): string | undefined {
  const scope = splitIteration(path) === undefined ? toScope(path) : path;
  return scope === '' ? undefined : scope;
}

const NOTHING: ReadonlySet<string> = new Set();

function useCanvasSelection(
  store: EditorStore | undefined,
  view: RunView | undefined,
  path: string | undefined,
  select: (path: string | undefined) => void,
): void {
  // The address decides what the canvas marks…
  useEffect(() => {
    if (store === undefined) return;
    const wanted = path === undefined ? undefined : toStepId(path);
    const { steps } = store.getState().selection;
    if (wanted === undefined ? steps.size === 0 : steps.size === 1 && steps.has(wanted)) return;
    store.getState().select({ steps: wanted === undefined ? NOTHING : new Set([wanted]) });
  }, [store, path]);
  // …and a click on the canvas decides the address.
  useEffect(() => {
    if (store === undefined) return;
    return store.subscribe(({ selection }, before) => {
      if (selection.steps === before.selection.steps) return;
      const [stepId, ...others] = selection.steps;
      if (others.length > 0 || (path !== undefined && stepId === toStepId(path))) return;
      select(stepId === undefined ? undefined : toPath(stepId, view, path));
    });
  }, [store, view, path, select]);
}

/** The instance a step stands for: that of the open iteration, else its newest. */
function toPath(stepId: string, view: RunView | undefined, open: string | undefined): string {
  const iteration = open === undefined ? undefined : toIteration(open);
  const latest = view?.steps.get(stepId)?.latest.path ?? stepId;
  if (iteration === undefined || !latest.includes('[')) return latest;
  return toScope(latest).replace(/\[\d+\]/g, '') === iteration.replace(/\[\d+\]/g, '')
    ? `${iteration}.${stepId}`
    : latest;
}
