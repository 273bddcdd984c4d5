import * as z from 'zod';
import type { Pin as StoredPin } from '#store/pin-repository.ts';
import { At } from '../ids.ts';
import { AnyJson } from '../json-shape.ts';

/** A pinned output. */
export const Pin = z
  .object({
    stepId: z.string().describe('The step'),
    output: AnyJson.describe('What it gives instead of working'),
    pinnedAt: At.describe('When it was pinned, in milliseconds since 1970 (UTC)'),
    pinnedBy: z.string().optional().describe('Who pinned it'),
  })
  .describe('An output that stands in for what a step would give');

/** A pin as a list shows it. */
export function toPin({ stepId, output, pinnedAt, pinnedBy }: StoredPin): z.infer<typeof Pin> {
  return { stepId, output, pinnedAt, ...(pinnedBy === undefined ? {} : { pinnedBy }) };
}
