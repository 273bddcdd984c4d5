import * as z from 'zod';
import type { RunEvent } from '#contract/run-event.ts';
import { AnyJsonObject } from '../json-shape.ts';

/** An event in an answer. It comes from the journal, so that only its frame is looked at. */
const JournalEvent = z
  .looseObject({
    type: z.string().describe('What happened'),
    at: z.number().describe('When, in milliseconds since 1970 (UTC)'),
  })
  .describe('An event of the journal (schema at /schemas/run-event.json)') as unknown as z.ZodType<RunEvent, RunEvent>;

/** A durable event and its place. */
export const StreamedEvent = z
  .object({
    kind: z.literal('event').describe('Something happened, and is on disk'),
    seq: z.number().int().describe('Place in the journal, counted from 1; also the id of the server-sent event'),
    event: JournalEvent,
  })
  .describe('A durable event');

/** What a stream of a run is made of. */
export const RunStreamEntry = z
  .discriminatedUnion('kind', [
    StreamedEvent,
    z
      .object({
        kind: z.literal('progress').describe('A step tells how far it is; kept nowhere'),
        path: z.string().describe('The step'),
        data: AnyJsonObject.describe('What it tells'),
      })
      .describe('Live progress of a step'),
  ])
  .describe('An event of a run, or live progress of one of its steps');
export type RunStreamEntry = z.infer<typeof RunStreamEntry>;
