import type { EditorBlock } from '../../store/editor-store.ts';
import type { Placement } from '../../store/view-state.ts';

/**
 * Blocks that may stand at a place: what starts runs has nothing before it, so it fits only on free ground outside of loops or
 * before a step.
 */
export function findFittingBlocks(blocks: Iterable<EditorBlock>, placement: Placement): readonly EditorBlock[] {
  const mayStart = placement.kind === 'before' || (placement.kind === 'at' && placement.parent === undefined);
  return [...blocks].filter((block) => mayStart || !block.trigger);
}
