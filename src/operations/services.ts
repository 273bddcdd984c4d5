import type { AuditLog } from '#access/audit-log.ts';
import type { Authenticator } from '#access/authenticator.ts';
import type { RateLimiter } from '#access/rate-limiter.ts';
import type { TokenService } from '#access/token-service.ts';
import type { BlockRegistry } from '#blocks/registry.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Problem } from '#contract/problem.ts';
import type { StoredEvent } from '#contract/run-event.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { LiveRuns } from '#events/live-runs.ts';
import type { Host } from '#hosts/host.ts';
import type { Journal, RunRecord } from '#journal/journal.ts';
import type { QuestionHistory } from '#journal/question-history.ts';
import type { RunHeads } from '#journal/run-heads.ts';
import type { RunTrend } from '#journal/run-trend.ts';
import type { DraftRepository } from '#store/draft-repository.ts';
import type { PinRepository } from '#store/pin-repository.ts';
import type { SettingsRepository } from '#store/settings-repository.ts';
import type { UsageRepository } from '#store/usage-repository.ts';
import type { WorkflowRepository } from '#store/workflow-repository.ts';
import type { ReadCatalogue } from './block/block-catalogue.ts';
import type { ReadConnections } from './connection/connections.ts';
import type { WorkflowChanges } from './draft/workflow-changes.ts';
import type { ReadRunData } from './expression/run-data.ts';
import type { ReadTemplates } from './template/template.ts';
import type { TriggerService } from './trigger-service.ts';

/** What operations act on. The composition root makes it; operations reach nothing else. */
export interface Services {
  readonly version: string;
  /** Milliseconds since 1970 (UTC). */
  now(): number;
  readonly startedAt: number;
  readonly host: Host;
  readonly journal: Journal;
  readonly heads: RunHeads;
  readonly trend: RunTrend;
  readonly questions: QuestionHistory;
  readonly liveRuns: LiveRuns;
  readonly workflows: WorkflowRepository;
  readonly drafts: DraftRepository;
  /** Tells those who follow a workflow of what this process writes. */
  readonly changes: WorkflowChanges;
  readonly pins: PinRepository;
  readonly templates: ReadTemplates;
  readonly blocks: BlockRegistry;
  readonly catalogue: ReadCatalogue;
  readonly connections: ReadConnections;
  /** What a run gave expressions to see, for previews. */
  readonly readRunData: ReadRunData;
  readonly settings: SettingsRepository;
  readonly usage: UsageRepository;
  readonly triggers: TriggerService;
  readonly tokens: TokenService;
  /** Makes a code that opens one session of a browser, within ten minutes. */
  createLoginCode(): string;
  readonly audit: AuditLog;
  readonly authenticator: Authenticator;
  readonly rateLimiter: RateLimiter;
  /** Everything wrong with a workflow, given the blocks there are. */
  validate(workflow: Workflow): readonly Problem[];
  /** A dry run. */
  simulate(
    workflow: Workflow,
    input: JsonObject,
    options: { readonly reads: boolean },
  ): Promise<{ readonly record: RunRecord; readonly events: readonly StoredEvent[] }>;
  /** Reads a document from text, with places of its problems. @throws AppError document-unreadable, workflow-invalid */
  parse(text: string, format: 'json' | 'yaml'): { readonly workflow: Workflow };
  format(workflow: Workflow): string;
  diff(from: Workflow, to: Workflow): readonly JsonObject[];
  /** Why nothing goes on any more, if so. */
  failure(): Error | undefined;
  /** Care of the data folder. */
  readonly maintenance: {
    /** `file` is a plain name, in a folder for backups that the composition root chooses. @throws AppError conflict when there is such a file */
    backup(file: string): Promise<{ readonly bytes: number }>;
    prune(options: {
      readonly before: number;
      readonly keep: number;
    }): Promise<{ readonly runs: number; readonly bytes: number }>;
  };
  readonly log: (level: 'info' | 'warn' | 'error', message: string, data?: Readonly<Record<string, JsonValue>>) => void;
}
