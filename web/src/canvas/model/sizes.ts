import type { Size } from './types.ts';

// Pixels at zoom 1, all on the 4 px grid of interface.md.

/** A step's card. */
export const CARD: Size = { width: 240, height: 72 };
/** Least distance of two ports on a card, so that each is a target of 24 px. */
export const PORT_GAP = 24;
/** A loop folded away: a card with a line that says what is inside. */
export const COLLAPSED_LOOP: Size = { width: 240, height: 96 };
/** Title of a loop's frame. */
export const FRAME_HEADER = 48;
/** Room between a frame and what is inside. */
export const FRAME_PADDING = 32;
/** A loop with nothing inside. */
export const EMPTY_FRAME: Size = { width: 304, height: 184 };
/** A note that was never resized. */
export const NOTE: Size = { width: 200, height: 120 };
/** Room between a group's frame and its steps. */
export const GROUP_PADDING = 24;
/** Title above the steps of a group. */
export const GROUP_HEADER = 32;
/** Distance of cards in a layout, from left to right and from top to bottom. */
export const LAYOUT_GAP = { x: 96, y: 40 } as const;
