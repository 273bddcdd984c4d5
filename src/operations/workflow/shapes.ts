import * as z from 'zod';
import { Problem } from '#contract/problem.ts';
import type { Workflow } from '#contract/workflow.ts';
import { At } from '../ids.ts';
import { AnyJson, AnyJsonObject } from '../json-shape.ts';

/** A workflow document in an input or answer. Inputs are read with all their problems by `readDocument`; answers were checked when saved. */
export const WorkflowDocument = AnyJsonObject.describe(
  'A workflow document (docs/workflow-format.md, schema at /schemas/workflow.json)',
) as unknown as z.ZodType<Workflow, z.input<typeof Workflow>>;

/** A workflow in a list. */
export const WorkflowSummary = z
  .object({
    id: z.string().describe('Id of the workflow'),
    name: z.string().describe('Name a person gave it'),
    description: z.string().optional().describe('What it is for'),
    tags: z.array(z.string()).describe('Words it is filed under'),
    currentVersion: z.number().int().describe('Number of the newest version'),
    activeVersion: z.number().int().optional().describe('Version whose triggers fire; absent when none is active'),
    draftUpdatedAt: At.optional().describe(
      'When its draft was saved, in milliseconds since 1970 (UTC); absent when no draft waits',
    ),
    createdAt: At.describe('When it was first saved, in milliseconds since 1970 (UTC)'),
    updatedAt: At.describe('When it was last saved, in milliseconds since 1970 (UTC)'),
  })
  .describe('A workflow in a list');
export type WorkflowSummary = z.infer<typeof WorkflowSummary>;

/** A saved version, without its document. */
export const VersionSummary = z
  .object({
    workflowId: z.string().describe('Id of the workflow'),
    version: z.number().int().describe('Number of the version, counted from 1'),
    hash: z.string().describe("SHA-256 of the document's JSON text"),
    author: z.string().optional().describe('Who saved it'),
    message: z.string().optional().describe('What the change was about'),
    createdAt: At.describe('When it was saved, in milliseconds since 1970 (UTC)'),
  })
  .describe('A saved version of a workflow');
export type VersionSummary = z.infer<typeof VersionSummary>;

/** A saved version with its document. */
export const VersionDetail = VersionSummary.extend({
  workflow: WorkflowDocument.describe('The document as saved'),
}).describe('A saved version of a workflow, with its document');

/** A workflow with the document of its current version. */
export const WorkflowDetail = WorkflowSummary.extend({
  workflow: WorkflowDocument.describe('The document of the current version'),
}).describe('A workflow, with the document of its current version');

/** What a save did. */
export const SavedVersion = VersionSummary.extend({
  isNew: z.boolean().describe('False when the document equals the current version, so that no version was made'),
  warnings: z.array(Problem).describe('Advice about the document; it has no errors'),
}).describe('The version a save made');

/** One difference between two versions. */
export const WorkflowChange = z
  .object({
    kind: z.string().describe('`added`, `removed`, `changed` or `moved`'),
    what: z.string().optional().describe('What kind of thing: `step`, `edge`, `input`…'),
    name: z.string().optional().describe('Name of the step, edge or field'),
    stepId: z.string().optional().describe('The step it concerns'),
    pointer: z.string().optional().describe('JSON pointer to it'),
    before: AnyJson.optional().describe('What was there'),
    after: AnyJson.optional().describe('What is there now'),
  })
  .describe('One difference between two versions');
