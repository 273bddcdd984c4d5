import { changeSteps } from '../edit-scope.ts';
import { setAt } from '../set-path.ts';
import type { Edit, Point } from '../types.ts';

/** Places for steps and notes, by id; those of steps inside a body are relative to the inside of its loop. */
export interface Positions {
  readonly steps: ReadonlyMap<string, Point>;
  readonly notes?: ReadonlyMap<string, Point>;
}

/** Puts steps and notes where a layout says. */
export function applyPositions({ steps, notes }: Positions): Edit {
  return (workflow) => {
    const placed = changeSteps(workflow, steps.keys(), (step) => {
      const to = steps.get(step.id);
      return to === undefined ? step : setAt(step, ['position'], { x: to.x, y: to.y });
    });
    if (notes === undefined || placed.notes === undefined) return placed;
    const moved = placed.notes.map((note) => {
      const to = notes.get(note.id);
      return to === undefined ? note : setAt(note, ['position'], { x: to.x, y: to.y });
    });
    return moved.every((note, at) => note === placed.notes?.[at]) ? placed : { ...placed, notes: moved };
  };
}
