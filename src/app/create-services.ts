import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { diffWorkflows } from '#documents/diff-workflows.ts';
import { formatWorkflow } from '#documents/format-workflow.ts';
import { parseWorkflowText } from '#documents/parse-workflow-text.ts';
import { createLiveRuns } from '#events/live-runs.ts';
import { createQuestionHistory } from '#journal/question-history.ts';
import { createRunHeads } from '#journal/run-heads.ts';
import { createRunTrend } from '#journal/run-trend.ts';
import { createBlockCatalogue } from '#operations/block/block-catalogue.ts';
import { createConnections } from '#operations/connection/connections.ts';
import { createWorkflowChanges } from '#operations/draft/workflow-changes.ts';
import { createRunDataReader } from '#operations/expression/run-data.ts';
import type { Services } from '#operations/services.ts';
import { createTemplates } from '#operations/template/templates.ts';
import { backupStore } from '#store/backup.ts';
import { createDraftRepository } from '#store/draft-repository.ts';
import { createPinRepository } from '#store/pin-repository.ts';
import { createSettingsRepository } from '#store/settings-repository.ts';
import { createUsageRepository } from '#store/usage-repository.ts';
import type { Triggers } from '#triggers/trigger-service.ts';
import { findProblems } from './find-problems.ts';
import { createHostBlocks } from './host-block.ts';
import type { Access } from './open-access.ts';
import type { Application } from './open-application.ts';
import { EXAMPLES } from './paths.ts';
import { simulateWorkflow } from './simulate.ts';
import { createWorkflowSource } from './workflow-source.ts';

/** What the services are made of. */
export interface ServicesOptions {
  readonly app: Application;
  readonly access: Access;
  readonly triggers: Triggers;
  readonly version: string;
  /** Milliseconds since 1970 (UTC). */
  readonly startedAt: number;
  readonly roots: readonly string[];
  readonly allowPrivate: readonly string[];
  readonly log: Services['log'];
}

/** What operations act on, over an open application. Loaded with the first request that asks for an operation. */
export function createServices(options: ServicesOptions): Services {
  const { app, access, triggers, version, startedAt, roots, allowPrivate, log } = options;
  const { host, journal, store, workflows, blocks } = app;
  const source = createWorkflowSource(workflows);
  const hostBlocks = createHostBlocks((id) => blocks.get(id));
  const heads = createRunHeads(store);
  const questions = createQuestionHistory(store);
  const parse: Services['parse'] = (text, format) => parseWorkflowText(text, { format });
  const validate: Services['validate'] = (workflow) => findProblems(workflow, blocks);
  return {
    version,
    now: Date.now,
    startedAt,
    host,
    journal,
    heads,
    trend: createRunTrend(store),
    questions,
    liveRuns: createLiveRuns({ journal, heads, questions, owner: app.owner }),
    workflows,
    drafts: createDraftRepository(store),
    changes: createWorkflowChanges(),
    pins: createPinRepository(store),
    templates: createTemplates(EXAMPLES, { parse, validate, log }),
    blocks,
    catalogue: createBlockCatalogue(blocks, triggers.sample),
    connections: createConnections({ workflows, blocks, secretNames: () => app.secrets.names() }),
    readRunData: createRunDataReader(journal),
    settings: createSettingsRepository(store),
    usage: createUsageRepository(store),
    triggers,
    tokens: access.tokens,
    createLoginCode: () => access.sessions.createLoginLink().code,
    audit: access.audit,
    authenticator: access.authenticator,
    rateLimiter: access.rateLimiter,
    validate,
    simulate: (workflow, input, { reads }) =>
      simulateWorkflow(workflow, input, { blocks: hostBlocks, workflows: source, reads, roots, allowPrivate }),
    parse,
    format: formatWorkflow,
    diff: (from, to) => diffWorkflows(from, to).map((change) => ({ ...change })),
    failure: () => host.failure,
    maintenance: {
      backup(file) {
        const folder = join(store.dataDir, 'backups');
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        return backupStore(store, join(folder, file));
      },
      prune: (what) => journal.prune(what),
    },
    log,
  };
}
