import type { InferRouterOutputs } from '@orpc/server';
import type { Operations } from '#operations/list.ts';

type Outputs = InferRouterOutputs<Operations>;

// What operations answer, by the words of the product. Types only: the page holds no code of the server.

export type WorkflowSummary = Outputs['workflow']['list']['items'][number];
export type VersionSummary = Outputs['workflow']['versions']['items'][number];
export type RunSummary = Outputs['run']['list']['items'][number];
export type RunDetail = Outputs['run']['get'];
/** An event of a run, or live progress of one of its steps. */
export type RunStreamEntry =
  Outputs['run']['events'] extends AsyncIterator<infer Entry, unknown, unknown> ? Entry : never;
export type StepSummary = RunDetail['steps'][number];
/** A line a step wrote to its log. */
export type LogLine = Outputs['run']['logs']['items'][number];
export type StepDetail = Outputs['run']['steps']['items'][number];
export type BlockDetail = Outputs['block']['get'];
/** A block with its icon and sample, all an editor shows of it. */
export type CatalogueBlock = Outputs['block']['catalogue']['items'][number];
export type Approval = Outputs['approval']['list']['items'][number];
export type Schedule = Outputs['schedule']['list']['items'][number];
export type Setting = Outputs['setting']['list']['items'][number];
export type Problem = Outputs['workflow']['validate']['problems'][number];
