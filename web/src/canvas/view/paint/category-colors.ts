import type { ColorName } from './paint-colors.ts';

/** Tints of categories, the same as those of block icons (ui/block-icon.module.css). */
const TINTS: Readonly<Record<string, ColorName>> = {
  triggers: 'succeeded',
  control: 'simulated',
  data: 'running',
  network: 'uncertain',
  io: 'waiting',
  code: 'waiting',
};

/** The colour a painted tile has for its kind of block. */
export function toCategoryColor(category: string | undefined): ColorName {
  return (category === undefined ? undefined : TINTS[category]) ?? 'text-muted';
}

const STATUS_COLORS: Readonly<Record<string, ColorName>> = {
  queued: 'cancelled',
  running: 'running',
  retrying: 'waiting',
  waiting: 'waiting',
  uncertain: 'uncertain',
  succeeded: 'succeeded',
  failed: 'failed',
  skipped: 'skipped',
  cancelled: 'cancelled',
  simulated: 'simulated',
};

/** The colour of a status; `undefined` for none. */
export function toStatusColor(status: string | undefined): ColorName | undefined {
  return status === undefined ? undefined : STATUS_COLORS[status];
}

/** The tints of notes and groups, by the names documents hold. */
export const MARK_COLORS: Readonly<Record<string, ColorName>> = {
  blue: 'running',
  green: 'succeeded',
  amber: 'waiting',
  red: 'failed',
  magenta: 'uncertain',
};
