import * as z from 'zod';
import { AppError, toErrorInfo } from '#contract/app-error.ts';
import { ErrorInfo } from '#contract/error-info.ts';
import type { JsonValue } from '#contract/json.ts';
import { StepId } from '#contract/workflow.ts';
import { compileTemplate, type ValueScope } from '#expressions/template.ts';
import type { RunRecord } from '#journal/journal.ts';
import { toErrors } from '../errors.ts';
import { RunIdInput, StepPath } from '../ids.ts';
import { AnyJson, AnyJsonObject } from '../json-shape.ts';
import { operation } from '../operation.ts';
import { getRunRecord } from '../run/to-run-summary.ts';
import type { Services } from '../services.ts';
import { MAX_DOCUMENT_BYTES } from '../workflow/document-limit.ts';
import { cutJson } from './cut-json.ts';
import { type Level, locateStep } from './locate-step.ts';
import { createPreviewScope } from './preview-scope.ts';
import type { RunPlaces } from './run-data.ts';

/** Characters of the JSON text of a template, and of the value answered. */
const MAX_TEMPLATE = 200_000;
const MAX_VALUE = 65_536;

const PreviewInput = z.object({
  workflow: AnyJsonObject.describe('The document as far as it is; it may have errors'),
  stepId: StepId.optional().describe("The step the template belongs to; the workflow's own outputs when absent"),
  template: AnyJson.describe("A field's value as written, with its `{{ }}`"),
  outputs: AnyJsonObject.optional().describe('For a template of the Output part: what the block gave'),
  runId: RunIdInput.optional().describe('Run whose data is used; the newest of the workflow when absent'),
  path: StepPath.optional().describe(
    'Which iteration of which loop, e.g. `each_order[3].fetch`; the first of each loop when absent',
  ),
});

/** Evaluates a template. */
export const previewExpression = operation
  .meta({ permission: 'run:read', effect: 'read', audit: false, maxBodyBytes: MAX_DOCUMENT_BYTES })
  .route({
    method: 'POST',
    path: '/expressions/preview',
    summary: 'Preview a template',
    description:
      'Evaluates a template as a run would, over the data of a run there was. Without one there are the defaults of inputs and variables. Secrets stay placeholders.',
    tags: ['expression'],
  })
  .errors(toErrors('run-not-found', 'step-not-found'))
  .input(PreviewInput)
  .output(
    z.discriminatedUnion('ok', [
      z
        .object({
          ok: z.literal(true).describe('It can be evaluated'),
          value: AnyJson.describe('What it gives'),
          truncated: z.boolean().describe(`Whether the value is longer than ${MAX_VALUE} characters, and was cut`),
          runId: z.string().optional().describe('Run whose data was used; absent when there was none'),
        })
        .describe('What the template gives'),
      z
        .object({
          ok: z.literal(false).describe('It cannot be evaluated'),
          error: ErrorInfo.describe('Why not'),
          runId: z.string().optional().describe('Run whose data was used; absent when there was none'),
        })
        .describe('Why the template gives nothing'),
    ]),
  )
  .handler(async ({ input, context: { services } }) => {
    const { workflow, stepId, template, outputs, path } = input;
    if (template === undefined) {
      throw new AppError('input-invalid', 'There is no `template` to evaluate.', { data: { field: 'template' } });
    }
    const levels = locateStep(workflow, stepId);
    if (levels === undefined)
      throw new AppError('step-not-found', `The document has no step "${stepId}". Add it first.`);
    const places = toPlaces(levels, stepId, path);
    const run = findRun(services, input.runId, workflow.id);
    const data = run === undefined ? undefined : await services.readRunData(run, places);
    const workflowId = typeof workflow.id === 'string' ? workflow.id : '';
    const facts = { id: run?.id ?? 'preview', workflowId, version: run?.version ?? 0 };
    const scope = createPreviewScope({ workflow, levels, places, data, run: facts, outputs });
    const used = run === undefined ? {} : { runId: run.id };
    try {
      const { value, truncated } = cutJson(await evaluate(template, scope), MAX_VALUE);
      return { ok: true as const, value, truncated, ...used };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { ok: false as const, error: toErrorInfo(error), ...used };
    }
  });

async function evaluate(template: JsonValue, scope: ValueScope): Promise<JsonValue> {
  if (JSON.stringify(template).length > MAX_TEMPLATE) {
    throw new AppError('limit-exceeded', `Templates longer than ${MAX_TEMPLATE} characters have no preview.`, {
      data: { limit: MAX_TEMPLATE },
    });
  }
  return compileTemplate(template).resolve(scope);
}

function findRun(services: Services, runId: string | undefined, workflowId: JsonValue | undefined) {
  if (runId !== undefined) return getRunRecord(services, runId);
  const newest: readonly RunRecord[] =
    typeof workflowId === 'string' ? services.journal.listRuns({ workflowId, limit: 1 }) : [];
  return newest[0];
}

/** Where the steps of each level are in the journal of a run. */
function toPlaces(levels: readonly Level[], stepId: string | undefined, path: string | undefined): RunPlaces {
  const indexes = new Map<string, number>();
  for (const [, id = '', index] of (path ?? '').matchAll(/(?:^|\.)([A-Za-z0-9_]+)\[(\d{1,10})\]/g))
    indexes.set(id, Number(index));
  const prefixes = [''];
  const loops: { path: string; index: number }[] = [];
  for (const { loopId } of levels) {
    if (loopId === undefined) continue;
    const loop = { path: `${prefixes.at(-1)}${loopId}`, index: indexes.get(loopId) ?? 0 };
    loops.push(loop);
    prefixes.push(`${loop.path}[${loop.index}].`);
  }
  return { prefixes, loops, stepPath: stepId === undefined ? undefined : `${prefixes.at(-1)}${stepId}` };
}
