import type { Action } from '#web/actions/use-actions.ts';
import { move } from '../../model/edits/move.ts';
import type { EditorStore } from '../../store/editor-store.ts';
import { GRID } from '../pointer/drag-items.ts';
import { text } from '../strings.ts';
import { type Arrow, findArrowStep, focusStep } from './focus-step.ts';

const ARROWS: readonly Arrow[] = ['up', 'down', 'left', 'right'];
const GO = { up: text.goUp, down: text.goDown, left: text.goLeft, right: text.goRight };
const EXTEND = { up: text.extendUp, down: text.extendDown, left: text.extendLeft, right: text.extendRight };
const MOVE = { up: text.moveUp, down: text.moveDown, left: text.moveLeft, right: text.moveRight };
const OFFSETS = { up: { x: 0, y: -GRID }, down: { x: 0, y: GRID }, left: { x: -GRID, y: 0 }, right: { x: GRID, y: 0 } };

/** Arrow keys: go from step to step; with Shift extend the selection; with Alt move what is selected. */
export function createMoveActions(store: EditorStore, isFocused: () => boolean): readonly Action[] {
  const isFree = () => isFocused() && store.getState().connect === undefined;
  return ARROWS.flatMap((arrow) => {
    const key = `arrow${arrow}`;
    const go = (extend: boolean) => () => {
      const next = findArrowStep(store, arrow);
      if (next !== undefined) focusStep(store, next, { extend });
    };
    const shared = { group: text.group, when: isFree, hidden: true, repeats: true };
    return [
      { ...shared, id: `canvas.go-${arrow}`, label: GO[arrow], keys: key, run: go(false) },
      { ...shared, id: `canvas.extend-${arrow}`, label: EXTEND[arrow], keys: `shift+${key}`, run: go(true) },
      {
        ...shared,
        id: `canvas.move-${arrow}`,
        label: MOVE[arrow],
        keys: `alt+${key}`,
        run: () => {
          const { apply, selection } = store.getState();
          const count = selection.steps.size + selection.notes.size + selection.groups.size;
          if (count > 0)
            apply(text.moveSelection(count), move(selection, OFFSETS[arrow]), { mergeKey: 'move-by-keys' });
        },
      },
    ];
  });
}
