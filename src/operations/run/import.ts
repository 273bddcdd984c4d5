import { createRunIds } from '#base/run-id.ts';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { EventOf, RunEvent } from '#contract/run-event.ts';
import { flushFor } from '#hosts/embedded/flush-for.ts';
import { toErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { ImportedRun } from './bundle/bundle-shape.ts';
import { fileWorkflow } from './bundle/file-workflow.ts';
import { redactObject } from './bundle/redact.ts';
import { RunSummary } from './shapes.ts';
import { getRunRecord, toRunSummary } from './to-run-summary.ts';

/** No host is called so: nothing drives an imported run. */
const OWNER = 'import';

/** Brings a run from another server. */
export const importRun = operation
  .meta({ permission: 'run:control', effect: 'effect', audit: true, maxBodyBytes: 20_000_000 })
  .route({
    method: 'POST',
    path: '/runs/import',
    summary: 'Import a run',
    description:
      'Files a run that was exported, here or elsewhere, under a new id, to be looked at. It has ended and is never carried on; one that had not ended is filed as cancelled.',
    tags: ['run'],
    successStatus: 201,
  })
  .errors(toErrors('document-unreadable', 'workflow-invalid'))
  .input(ImportedRun)
  .output(RunSummary)
  .handler(async ({ input, context: { services, principal } }) => {
    const { journal } = services;
    const created = getCreated(input);
    const place = await fileWorkflow(services, redactObject(input.workflow), principal.name);
    const events = toEvents(input, created, place, principal.name);
    const finished = getFinished(events);
    const id = createRunIds()(services.now());
    const started = events.find((event) => event.type === 'run-started');
    journal.createRun(
      {
        id,
        workflowId: place.id,
        version: place.version,
        priority: 0,
        triggerKind: 'import',
        parent: undefined,
        idempotencyKey: undefined,
        owner: OWNER,
        createdAt: services.now(),
      },
      events,
      {
        status: finished.status,
        finishedAt: finished.at,
        ...(started === undefined ? {} : { startedAt: started.at }),
        ...(finished.output === undefined ? {} : { output: finished.output }),
        ...(finished.error === undefined ? {} : { error: finished.error }),
      },
    );
    await flushFor(journal, id);
    return toRunSummary(getRunRecord(services, id));
  });

function getCreated({ events }: ImportedRun): EventOf<'run-created'> {
  const first = events[0]?.event;
  if (first?.type !== 'run-created') throw toInvalid('its journal does not begin with `run-created`');
  const rest = events.slice(1);
  if (rest.some(({ event }) => event.type === 'run-created')) throw toInvalid('its journal has two beginnings');
  if (rest.slice(0, -1).some(({ event }) => event.type === 'run-finished'))
    throw toInvalid('its journal goes on after `run-finished`');
  if (events.some(({ seq }, index) => seq !== index + 1)) throw toInvalid('events are missing or out of order');
  return first;
}

function toInvalid(reason: string): AppError {
  return new AppError('input-invalid', `This is no exported run: ${reason}. Export it again.`, {
    data: { field: 'events' },
  });
}

/** The journal of the imported run: cleaned, filed under its workflow here, and ended. */
function toEvents(
  { events, runId }: ImportedRun,
  created: EventOf<'run-created'>,
  workflow: { readonly id: string; readonly version: number },
  by: string,
): readonly RunEvent[] {
  const { parent: _, ...kept } = created;
  const first: RunEvent = {
    ...kept,
    workflow,
    depth: 0,
    trigger: { kind: 'import', by, data: { runId, kind: created.trigger.kind } },
  };
  const all = [first, ...events.slice(1).map(({ event }) => event)];
  const last = all.at(-1);
  if (last?.type !== 'run-finished') {
    const message = 'The run had not ended when it was exported. It goes on where it came from, not here.';
    all.push({
      type: 'run-finished',
      at: last?.at ?? created.at,
      status: 'cancelled',
      error: { code: 'run-cancelled', message },
    });
  }
  // Whoever made the file may have put signed placeholders or credentials in.
  return all.map((event) => redactObject(event as unknown as JsonObject) as unknown as RunEvent);
}

function getFinished(events: readonly RunEvent[]): EventOf<'run-finished'> {
  const last = events.at(-1);
  if (last?.type !== 'run-finished') throw new AppError('internal', 'An imported run has no end.');
  return last;
}
