import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { Workflow } from '#contract/workflow.ts';
import type { CatalogueBlock, Problem } from '#web/api/shapes.ts';
import { hasStep } from '../model/find-step.ts';
import { EMPTY_HISTORY, type HistoryStep, labelsOf, record, redo, seal, undo } from '../model/history.ts';
import { type CanvasOverlay, type Edit, EMPTY_SELECTION, type Selection } from '../model/types.ts';
import { type Camera, createCamera } from './camera.ts';
import { keepExisting } from './keep-existing.ts';
import { createSceneReader, type Scene } from './scene.ts';
import { INITIAL_VIEW, type ViewState } from './view-state.ts';

/** A block as the editor knows it, from `block.catalogue`. */
export type EditorBlock = CatalogueBlock;

/** How a change is made. */
export interface ApplyOptions {
  readonly mergeKey?: string;
  readonly select?: Selection;
}

/** State of one canvas: the document as it is edited, what is selected, what lies on top, and how it is looked at. */
export interface EditorState extends ViewState {
  readonly workflow: Workflow;
  readonly blocks: ReadonlyMap<string, EditorBlock>;
  /** Where everything of `workflow` is. */
  readonly scene: Scene;
  readonly selection: Selection;
  readonly readOnly: boolean;
  /** What the server's validator found in the document, newest answer. */
  readonly problems: readonly Problem[];
  readonly overlay: CanvasOverlay | undefined;
  /** Names of what undo and redo would do; `undefined` when there is nothing. */
  readonly undoLabel: string | undefined;
  readonly redoLabel: string | undefined;
  /** What is looked at. Never replaced; it changes outside of the state. */
  readonly camera: Camera;
  /**
   * Changes the document; one entry of the history, named by what was done. Edits with the same `mergeKey` in a row become one entry
   * (typing into one field, dragging). Does nothing when the canvas is read only or the edit answers the same document.
   */
  apply(label: string, edit: Edit, options?: ApplyOptions): void;
  undo(): void;
  redo(): void;
  /** Takes over a document from outside (load, merge); `keepHistory` for changes of another window. */
  replace(workflow: Workflow, options?: { readonly keepHistory?: boolean }): void;
  /** Selects exactly this. What does not exist is left out. */
  select(selection: Partial<Selection>): void;
  setProblems(problems: readonly Problem[]): void;
  setOverlay(overlay: CanvasOverlay | undefined): void;
  setReadOnly(readOnly: boolean): void;
  /** Changes what no document keeps. */
  patchView(view: Partial<ViewState>): void;
}

/** One canvas's store. */
export type EditorStore = StoreApi<EditorState>;

/** Makes the state of a canvas. */
export function createEditorStore(options: {
  readonly workflow: Workflow;
  readonly blocks: ReadonlyMap<string, EditorBlock>;
  readonly readOnly?: boolean;
}): EditorStore {
  const readScene = createSceneReader();
  let history = EMPTY_HISTORY;

  return createStore<EditorState>((set, get) => {
    /** Shows another document, with the history as it is now. */
    const show = (workflow: Workflow, select?: Selection) => {
      const scene = readScene(workflow, get().blocks);
      const { undo: undoLabel, redo: redoLabel } = labelsOf(history);
      const selection = keepExisting(workflow, select ?? get().selection);
      const focus = get().focus;
      set({
        workflow,
        scene,
        undoLabel,
        redoLabel,
        selection,
        focus: focus !== undefined && hasStep(workflow, focus) ? focus : undefined,
      });
    };
    const turn = (step: HistoryStep | undefined) => {
      if (step === undefined || get().readOnly) return;
      history = step.history;
      show(step.workflow);
    };
    return {
      ...INITIAL_VIEW,
      workflow: options.workflow,
      blocks: options.blocks,
      scene: readScene(options.workflow, options.blocks),
      selection: EMPTY_SELECTION,
      readOnly: options.readOnly ?? false,
      problems: [],
      overlay: undefined,
      undoLabel: undefined,
      redoLabel: undefined,
      camera: createCamera(),
      apply(label, edit, { mergeKey, select } = {}) {
        const { workflow: before, readOnly } = get();
        if (readOnly) return;
        const after = edit(before);
        if (after === before) {
          if (select !== undefined) set({ selection: keepExisting(before, select) });
          return;
        }
        history = record(history, { label, before, after, mergeKey });
        show(after, select);
      },
      undo: () => turn(undo(history, get().workflow)),
      redo: () => turn(redo(history, get().workflow)),
      replace(workflow, { keepHistory = false } = {}) {
        history = keepHistory ? seal(history) : EMPTY_HISTORY;
        show(workflow);
      },
      select: (selection) => set({ selection: keepExisting(get().workflow, { ...EMPTY_SELECTION, ...selection }) }),
      setProblems: (problems) => set({ problems }),
      setOverlay: (overlay) => set({ overlay }),
      setReadOnly: (readOnly) => set({ readOnly }),
      patchView: (view) => set(view),
    };
  });
}

/** Gives the store of a canvas to what is drawn in and around it. */
export const EditorContext = createContext<EditorStore | undefined>(undefined);

/** The store of the canvas around. @throws Error outside of one */
export function useEditorStore(): EditorStore {
  const store = useContext(EditorContext);
  if (store === undefined) throw new Error('There is no canvas around this component.');
  return store;
}

/** A part of the state; keep the selector narrow, what it answers decides when to draw again. */
export function useEditor<T>(selector: (state: EditorState) => T): T {
  return useStore(useEditorStore(), selector);
}
