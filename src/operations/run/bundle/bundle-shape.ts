import * as z from 'zod';
import { RunEvent } from '#contract/run-event.ts';
import { AnyJsonObject } from '../../json-shape.ts';
import { StreamedEvent } from '../stream-shape.ts';

/** Version of the bundle format this program writes. */
export const BUNDLE_FORMAT = 1;

/** Events one bundle may hold. */
export const MAX_EVENTS = 1_000_000;

const fields = {
  flowrightRun: z.literal(BUNDLE_FORMAT).describe('Version of the bundle format'),
  exportedAt: z.number().describe('When it was exported, in milliseconds since 1970 (UTC)'),
  runId: z.string().min(1).max(100).describe('Id of the run where it was exported'),
  workflow: AnyJsonObject.describe('The version of the workflow it ran'),
};

/** A run as it is exported: it was checked when it was written. */
export const ExportedRun = z
  .object({
    ...fields,
    events: z.array(StreamedEvent.omit({ kind: true })).describe('Its whole journal, large values included'),
  })
  .describe('A run as a file: its workflow and its whole journal. Secrets are in it by name only');
export type ExportedRun = z.infer<typeof ExportedRun>;

/** A run as it comes back, from anywhere. */
export const ImportedRun = z
  .object({
    ...fields,
    events: z
      .array(z.object({ seq: z.number().int().describe('Place in the journal, counted from 1'), event: RunEvent }))
      .min(1)
      .max(MAX_EVENTS)
      .describe('Its whole journal'),
  })
  .describe('A run as a file, the way exporting answers it');
export type ImportedRun = z.infer<typeof ImportedRun>;
