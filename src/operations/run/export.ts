import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { RunEvent } from '#contract/run-event.ts';
import { toErrors } from '../errors.ts';
import { RunIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { getVersion } from '../workflow/find-workflow.ts';
import { BUNDLE_FORMAT, ExportedRun } from './bundle/bundle-shape.ts';
import { redactObject } from './bundle/redact.ts';
import { forEachEvent } from './fold-steps.ts';
import { getRunRecord } from './to-run-summary.ts';

/** Characters of events one bundle may hold. */
const MAX_CHARS = 64_000_000;

/** A run as a file. */
export const exportRun = operation
  .meta({ permission: 'run:control', effect: 'read', audit: true })
  .route({
    method: 'GET',
    path: '/runs/{runId}/export',
    summary: 'Export a run',
    description:
      'Answers a run as a file that another server can import: its workflow and its whole journal. Secrets are in it by name only; fields named like credentials are emptied.',
    tags: ['run'],
  })
  .errors(toErrors('run-not-found'))
  .input(z.object({ runId: RunIdInput }))
  .output(ExportedRun)
  .handler(async ({ input: { runId }, context: { services }, signal }) => {
    const { workflowId, version } = getRunRecord(services, runId);
    const { document } = getVersion(services, workflowId, version);
    const events: ExportedRun['events'] = [];
    let chars = 0;
    await forEachEvent(
      services.journal.read(runId),
      ({ seq, event }) => {
        chars += JSON.stringify(event).length;
        if (chars > MAX_CHARS) throw toTooLarge(runId);
        // An event is a JSON object with other texts in the same places.
        events.push({ seq, event: redactObject(event as unknown as JsonObject) as unknown as RunEvent });
      },
      signal,
    );
    return {
      flowrightRun: BUNDLE_FORMAT,
      exportedAt: services.now(),
      runId,
      workflow: redactObject(document as unknown as JsonObject),
      events,
    };
  });

function toTooLarge(runId: string): AppError {
  return new AppError(
    'limit-exceeded',
    `Run ${runId} has more than ${MAX_CHARS / 1_000_000} MB of data, which is too much for one file. Use "flowright data backup" to move it.`,
    { data: { limit: MAX_CHARS } },
  );
}
