import type { Workflow } from '#contract/workflow.ts';
import { setAt } from '../set-path.ts';
import type { Edit, Point, Size } from '../types.ts';

type Note = NonNullable<Workflow['notes']>[number];

const MAX_TEXT = 50_000;

/** Puts a note on the canvas; the id is chosen beforehand with `toMarkId('note', workflow)`. */
export function addNote(note: { readonly id: string; readonly position: Point; readonly text?: string }): Edit {
  return (workflow) => {
    if (workflow.notes?.some(({ id }) => id === note.id) === true) return workflow;
    const { x, y } = note.position;
    const added: Note = { id: note.id, text: (note.text ?? '').slice(0, MAX_TEXT), position: { x, y } };
    return { ...workflow, notes: [...(workflow.notes ?? []), added] };
  };
}

/** What can be changed of a note; `color: undefined` takes the colour away. */
export interface NoteChange {
  readonly text?: string;
  readonly color?: string | undefined;
  readonly size?: Size;
  /** Where it lies, for a note whose upper or left side is dragged. */
  readonly position?: Point;
}

/** Changes a note. */
export function updateNote(id: string, change: NoteChange): Edit {
  return (workflow) => {
    const at = workflow.notes?.findIndex((note) => note.id === id) ?? -1;
    const before = workflow.notes?.[at];
    if (workflow.notes === undefined || before === undefined) return workflow;
    let note = before;
    if (change.text !== undefined) note = setAt(note, ['text'], change.text.slice(0, MAX_TEXT));
    if ('color' in change) note = setAt(note, ['color'], change.color);
    if (change.size !== undefined) note = setAt(note, ['size'], change.size);
    if (change.position !== undefined) note = setAt(note, ['position'], change.position);
    return note === before ? workflow : { ...workflow, notes: workflow.notes.with(at, note) };
  };
}
