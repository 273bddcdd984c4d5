import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { createAuditLog } from '#access/audit-log.ts';
import { createAuthenticator } from '#access/authenticator.ts';
import { createGuessLimiter } from '#access/guess-limiter.ts';
import type { Principal } from '#access/principal.ts';
import { createRateLimiter } from '#access/rate-limiter.ts';
import { createSecret } from '#access/secret-text.ts';
import { createSessions } from '#access/sessions.ts';
import { createTokenService } from '#access/token-service.ts';
import { createFileAccess } from '#blocks/io/file-access.ts';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import { diffWorkflows } from '#documents/diff-workflows.ts';
import { formatWorkflow } from '#documents/format-workflow.ts';
import { parseWorkflowText } from '#documents/parse-workflow-text.ts';
import { validateWorkflow } from '#engine/validation/validate-workflow.ts';
import { createLiveRuns } from '#events/live-runs.ts';
import { analyse } from '#expressions/analyse.ts';
import { EmbeddedHost } from '#hosts/embedded/embedded-host.ts';
import type { EmbeddedHostOptions } from '#hosts/embedded/ports.ts';
import type { WorkflowSource } from '#hosts/host.ts';
import { createMemoryJournal } from '#journal/memory-journal.ts';
import { createQuestionHistory } from '#journal/question-history.ts';
import { createRunHeads } from '#journal/run-heads.ts';
import { createRunTrend } from '#journal/run-trend.ts';
import { createSqliteJournal } from '#journal/sqlite-journal.ts';
import { createAuditRepository } from '#store/audit-repository.ts';
import { backupStore } from '#store/backup.ts';
import { createDraftRepository } from '#store/draft-repository.ts';
import { createPinRepository } from '#store/pin-repository.ts';
import { createSessionRepository } from '#store/session-repository.ts';
import { createSettingsRepository } from '#store/settings-repository.ts';
import type { Store } from '#store/store.ts';
import { createTemporaryFolder, openTemporaryStore } from '#store/testing/temporary-store.ts';
import { createTokenRepository } from '#store/token-repository.ts';
import { createUsageRepository } from '#store/usage-repository.ts';
import { createWorkflowRepository, type WorkflowRepository } from '#store/workflow-repository.ts';
import { createBlockCatalogue } from '../block/block-catalogue.ts';
import type { Caller } from '../caller.ts';
import { createConnections } from '../connection/connections.ts';
import { createWorkflowChanges } from '../draft/workflow-changes.ts';
import { createRunDataReader } from '../expression/run-data.ts';
import type { Services } from '../services.ts';
import { createTemplates } from '../template/templates.ts';
import { createPrincipal } from './fake-access.ts';
import { createFakeTriggers } from './fake-triggers.ts';
import { createTestHostBlocks, loadTestBlocks } from './test-blocks.ts';

/** The example workflows that come with the package. */
const EXAMPLES = join(import.meta.dirname, '..', '..', '..', 'examples');

/** A caller the surface vouches for. */
export function trustedCaller(principal: Principal = createPrincipal()): Caller {
  return { credentials: { kind: 'trusted', principal }, surface: 'test', address: 'local', requestId: 'request-1' };
}

/** What tests may have differently. */
export interface TestServicesOptions {
  readonly limits?: EmbeddedHostOptions['limits'];
  /** Secrets by name. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Calls each principal and each address but `local` may make in a short time; as good as unlimited by default. */
  readonly callLimit?: number;
  /** Services to put in place of the usual ones. */
  readonly services?: Partial<Services>;
}

/** Services and what stands behind them. */
export interface TestServices extends Services {
  readonly store: Store;
  /** Folder file blocks may touch. */
  readonly folder: string;
  /** What was logged. */
  readonly logged: readonly {
    readonly level: string;
    readonly message: string;
    readonly data: JsonObject | undefined;
  }[];
}

/** Services over a store in a temporary folder, with a host that drives runs and the real blocks. Closed when the test ends. */
export async function createTestServices(t: TestContext, options: TestServicesOptions = {}): Promise<TestServices> {
  const blocks = await loadTestBlocks();
  const store = await openTemporaryStore(t);
  const journal = createSqliteJournal(store);
  const workflows = createWorkflowRepository(store);
  const heads = createRunHeads(store);
  const questions = createQuestionHistory(store);
  const folder = createTemporaryFolder();
  const secrets = new Map(Object.entries(options.secrets ?? {}));
  const logged: { level: string; message: string; data: JsonObject | undefined }[] = [];
  const log: Services['log'] = (level, message, data) => logged.push({ level, message, data });
  const hostOptions = {
    owner: 'test-host',
    workflows: createSource(workflows),
    blocks: createTestHostBlocks(blocks),
    files: createFileAccess([folder]),
    network: { allowedPrivate: ['127.0.0.1'] },
    log,
  };
  const host = new EmbeddedHost({
    ...hostOptions,
    journal,
    secrets: { open: (name) => secrets.get(name) ?? refuseSecret(name) },
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  t.after(() => host.close({ graceMs: 100 }));
  const now = Date.now;
  const rate = { perSecond: 0.001, burst: options.callLimit ?? 1_000_000 };
  const warn = (message: string) => log('warn', message);
  const tokens = createTokenService({ tokens: createTokenRepository(store), now, warn });
  const guesses = createGuessLimiter();
  const sessions = createSessions({ sessions: createSessionRepository(store), guesses, now, warn });

  const parse: Services['parse'] = (text, format) => parseWorkflowText(text, { format });
  const validate: Services['validate'] = (workflow) =>
    validateWorkflow(workflow, { blocks: (id) => blocks.get(id)?.descriptor, analyse });
  const triggers = createFakeTriggers({
    versionOf: (id) => workflows.find(id)?.currentVersion,
    start: async (workflowId) => (await host.start({ workflowId, trigger: { kind: 'schedule' } })).runId,
  });

  return {
    version: '0.0.0-test',
    now,
    startedAt: now(),
    host,
    journal,
    heads,
    trend: createRunTrend(store),
    questions,
    liveRuns: createLiveRuns({ journal, heads, questions, owner: hostOptions.owner }),
    workflows,
    drafts: createDraftRepository(store),
    changes: createWorkflowChanges(),
    pins: createPinRepository(store),
    templates: createTemplates(EXAMPLES, { parse, validate, log }),
    blocks,
    catalogue: createBlockCatalogue(blocks, triggers.sample),
    connections: createConnections({ workflows, blocks, secretNames: () => [...secrets.keys()] }),
    readRunData: createRunDataReader(journal),
    settings: createSettingsRepository(store),
    usage: createUsageRepository(store),
    triggers,
    tokens,
    createLoginCode: () => sessions.createLoginLink().code,
    audit: createAuditLog({ audit: createAuditRepository(store), now, warn }),
    authenticator: createAuthenticator({ ownerToken: createSecret('flw_'), tokens, sessions, guesses }),
    rateLimiter: createRateLimiter({ limits: { principal: rate, address: rate } }),
    validate,
    async simulate(workflow, input, { reads }) {
      const memory = createMemoryJournal();
      const dry = new EmbeddedHost({
        ...hostOptions,
        journal: memory,
        workflows: {
          get: (id, version) =>
            id === workflow.id ? { workflow, version: 0 } : hostOptions.workflows.get(id, version),
        },
        secrets: { open: (name) => `(simulated ${name})` },
        simulate: { reads },
      });
      const { runId } = await dry.start({ workflowId: workflow.id, input, trigger: { kind: 'simulation' } });
      const record = await dry.waitForEnd(runId);
      await dry.close();
      if (record === undefined) throw new Error('A simulated run left no record.');
      return { record, events: [...memory.read(runId)] };
    },
    parse,
    format: formatWorkflow,
    diff: (from, to) => diffWorkflows(from, to).map((change) => ({ ...change })),
    failure: () => host.failure,
    maintenance: {
      backup: (file) => backupStore(store, join(folder, file)),
      prune: (what) => journal.prune(what),
    },
    log,
    store,
    folder,
    logged,
    ...options.services,
  };
}

function refuseSecret(name: string): never {
  throw new AppError('secret-missing', `There is no secret "${name}".`);
}

/** The same version is the same object each time, so that the host compiles it once. */
function createSource(workflows: WorkflowRepository): WorkflowSource {
  const known = new Map<string, ReturnType<WorkflowSource['get']>>();
  return {
    get(workflowId, version) {
      const wanted = version ?? workflows.find(workflowId)?.currentVersion;
      if (wanted === undefined) throw new AppError('workflow-not-found', `There is no workflow "${workflowId}".`);
      const key = `${workflowId}@${wanted}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      const stored = workflows.findVersion(workflowId, wanted);
      if (stored === undefined) throw new AppError('version-not-found', `"${workflowId}" has no version ${wanted}.`);
      const made = { workflow: stored.document, version: wanted };
      known.set(key, made);
      return made;
    },
  };
}
