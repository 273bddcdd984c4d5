import type { Box, Point } from '../model/types.ts';

/** What a drag would do when it is dropped here. */
export type DropTarget =
  | { readonly kind: 'edge'; readonly key: string }
  | { readonly kind: 'body'; readonly stepId: string }
  | { readonly kind: 'root' };

/** Things under way with the pointer: shifted on screen only, the document hears of it at the drop. */
export interface DragState {
  readonly steps: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly dx: number;
  readonly dy: number;
  readonly target?: DropTarget | undefined;
}

/** Where a connection being drawn begins. One object from its start to its end. */
export interface ConnectStart {
  /** Step the edge leaves; with `end: 'from'`, the step it enters. */
  readonly stepId: string;
  /** Port it leaves by, when it has to be named. */
  readonly port?: string | undefined;
  /** The end that is still free: `to` when drawing from an output. */
  readonly end: 'from' | 'to';
  /** Edge that is being led elsewhere. */
  readonly replaces?: string | undefined;
}

/** A connection being drawn, with the pointer or the keyboard. */
export interface ConnectState {
  readonly start: ConnectStart;
  /** Where the free end is, in the document. */
  readonly at: Point;
  /** Step the free end would be tied to. */
  readonly over?: string | undefined;
  /** Letters typed so far to find that step; absent when drawn with the pointer. */
  readonly typed?: string | undefined;
}

/** Where a picked block goes. */
export type Placement =
  | { readonly kind: 'at'; readonly at: Point; readonly parent?: string | undefined }
  | {
      readonly kind: 'after';
      readonly stepId: string;
      readonly port?: string | undefined;
      readonly at?: Point | undefined;
    }
  | { readonly kind: 'before'; readonly stepId: string; readonly at?: Point | undefined }
  | { readonly kind: 'edge'; readonly key: string }
  | { readonly kind: 'into'; readonly stepId: string; readonly at?: Point | undefined };

/** The open list of blocks. */
export interface PickerState {
  readonly placement: Placement;
  /** Where it opens, in pixels of the window. */
  readonly screen: Point;
}

/** A block on its way from the palette to the canvas. */
export interface PlacingState {
  readonly blockId: string;
  /** Where the pointer is, in pixels of the window. */
  readonly screen: Point;
  /** Undefined while it is not over the canvas. */
  readonly target?: DropTarget | undefined;
}

/** What a context menu is about. */
export type MenuSubject =
  | { readonly kind: 'canvas'; readonly parent?: string | undefined }
  | { readonly kind: 'step'; readonly id: string }
  | { readonly kind: 'edge'; readonly id: string }
  | { readonly kind: 'note'; readonly id: string }
  | { readonly kind: 'group'; readonly id: string };

/** The open context menu. */
export interface MenuState {
  readonly subject: MenuSubject;
  /** Where it opens, in pixels of the window. */
  readonly screen: Point;
  /** The same place in the document. */
  readonly flow: Point;
}

/** The open search. */
export interface FindState {
  readonly query: string;
  readonly matches: readonly string[];
  /** Which match is shown. */
  readonly index: number;
}

/** State of a canvas that no document keeps. */
export interface ViewState {
  /** Step the keyboard is on. */
  readonly focus: string | undefined;
  readonly drag: DragState | undefined;
  /** Whether a button is held down on something of the canvas: nothing around it may move meanwhile. */
  readonly pressed: boolean;
  /** A rectangle of the document being drawn around things. */
  readonly box: Box | undefined;
  readonly connect: ConnectState | undefined;
  readonly picker: PickerState | undefined;
  readonly placing: PlacingState | undefined;
  readonly menu: MenuState | undefined;
  readonly find: FindState | undefined;
  /** Note whose text is being written. */
  readonly editingNote: string | undefined;
  /** Group whose name is being written. */
  readonly editingGroup: string | undefined;
  readonly grid: boolean;
  readonly snap: boolean;
  readonly minimap: boolean;
  readonly outline: boolean;
}

/** The state a canvas opens with. */
export const INITIAL_VIEW: ViewState = {
  focus: undefined,
  drag: undefined,
  pressed: false,
  box: undefined,
  connect: undefined,
  picker: undefined,
  placing: undefined,
  menu: undefined,
  find: undefined,
  editingNote: undefined,
  editingGroup: undefined,
  grid: true,
  snap: true,
  minimap: true,
  outline: false,
};
