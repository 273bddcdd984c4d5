import * as z from 'zod';
import { At } from '../ids.ts';
import { AnyJsonObject } from '../json-shape.ts';
import { wholeNumber } from '../page.ts';

const MAX_REVISION = 9_007_199_254_740_991;

/** A revision, as an input. */
export const RevisionInput = wholeNumber(0, MAX_REVISION);

/** A name a window gives itself, as an input. */
export const WindowInput = z
  .string()
  .min(1)
  .max(100)
  .optional()
  .describe('A name the window of the editor gives itself, so that it knows its own changes');

const draftFields = {
  workflowId: z.string().describe('Id of the workflow'),
  revision: z.number().int().describe('Grows with every save, and never goes back'),
  baseVersion: z.number().int().describe('Version the draft started from; 0 when the workflow was never saved'),
  updatedAt: At.describe('When it was saved last, in milliseconds since 1970 (UTC)'),
  updatedBy: z.string().describe('Who saved it last'),
  window: z.string().optional().describe('Which window saved it last'),
};

/** A draft with its document. */
export const Draft = z
  .object({
    ...draftFields,
    workflow: AnyJsonObject.describe('The document as far as it is; it may have errors'),
  })
  .describe('What somebody works on before it is saved as a version');

/** A draft in a list. */
export const DraftSummary = z
  .object({
    ...draftFields,
    name: z.string().optional().describe('Name in its document'),
    currentVersion: z
      .number()
      .int()
      .optional()
      .describe('Newest version of the workflow; absent when it was never saved'),
  })
  .describe('A draft in a list');

/** One entry of the stream of changes. */
export const DraftChange = z
  .object({
    kind: z
      .enum(['present', 'saved', 'discarded', 'versioned', 'deleted'])
      .describe(
        '`present`: how it is when the stream begins. `saved`, `discarded`: the draft. `versioned`: the workflow has a new version. `deleted`: the workflow',
      ),
    revision: z.number().int().optional().describe('Revision of the draft; with `present` absent when there is none'),
    version: z.number().int().optional().describe('Newest version of the workflow; absent when there is none'),
    by: z.string().optional().describe('Who did it'),
    window: z.string().optional().describe('Which window did it'),
    at: At.describe('When, in milliseconds since 1970 (UTC)'),
  })
  .describe('A change of a draft or of its workflow');
export type DraftChange = z.infer<typeof DraftChange>;
