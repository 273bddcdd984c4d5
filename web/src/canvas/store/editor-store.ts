import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { Workflow } from '#contract/workflow.ts';
import type { BlockDetail, Problem } from '#web/api/shapes.ts';
import { type CanvasOverlay, type Edit, EMPTY_SELECTION, type Selection } from '../model/types.ts';

/** A block as the editor knows it, from `block.catalogue`. */
export type EditorBlock = BlockDetail & { readonly icon?: string };

/** State of one canvas: the document as it is edited, what is selected, what lies on top. */
export interface EditorState {
  readonly workflow: Workflow;
  readonly blocks: ReadonlyMap<string, EditorBlock>;
  readonly selection: Selection;
  readonly readOnly: boolean;
  /** What the server's validator found in the document, newest answer. */
  readonly problems: readonly Problem[];
  readonly overlay: CanvasOverlay | undefined;
  /**
   * Changes the document; one entry of the history, named by what was done. Edits with the same `mergeKey` in a row become one entry
   * (typing into one field, dragging).
   */
  apply(label: string, edit: Edit, options?: { readonly mergeKey?: string; readonly select?: Selection }): void;
  undo(): void;
  redo(): void;
  /** Takes over a document from outside (load, merge); `keepHistory` for changes of another window. */
  replace(workflow: Workflow, options?: { readonly keepHistory?: boolean }): void;
  select(selection: Partial<Selection>): void;
  setProblems(problems: readonly Problem[]): void;
  setOverlay(overlay: CanvasOverlay | undefined): void;
}

/** One canvas's store. */
export type EditorStore = StoreApi<EditorState>;

/** Makes the state of a canvas. */
export function createEditorStore(options: {
  readonly workflow: Workflow;
  readonly blocks: ReadonlyMap<string, EditorBlock>;
  readonly readOnly?: boolean;
}): EditorStore {
  return createStore<EditorState>((set, get) => ({
    workflow: options.workflow,
    blocks: options.blocks,
    selection: EMPTY_SELECTION,
    readOnly: options.readOnly ?? false,
    problems: [],
    overlay: undefined,
    apply(_label, edit, { select } = {}) {
      const workflow = edit(get().workflow);
      set({ workflow, ...(select === undefined ? {} : { selection: select }) });
    },
    undo() {},
    redo() {},
    replace: (workflow) => set({ workflow }),
    select: (selection) => set({ selection: { ...EMPTY_SELECTION, ...selection } }),
    setProblems: (problems) => set({ problems }),
    setOverlay: (overlay) => set({ overlay }),
  }));
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
