import type { InferRouterOutputs } from '@orpc/server';
import type { Operations } from '#operations/list.ts';

type Outputs = InferRouterOutputs<Operations>;

// What only the pages around the canvas show. Types only, like shapes.ts.

export type Activation = Outputs['workflow']['activations']['items'][number];
export type Template = Outputs['template']['list']['items'][number];
export type RecentRun = Outputs['run']['recent']['items'][number]['runs'][number];
export type Trend = Outputs['run']['trend'];
export type TrendBucket = Trend['buckets'][number];
export type ClosedApproval = Outputs['approval']['history']['items'][number];
export type Connection = Outputs['connection']['list']['items'][number];
export type ApiToken = Outputs['token']['list']['items'][number];
export type AuditEntry = Outputs['audit']['list']['items'][number];
