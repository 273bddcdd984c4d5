import { AppError } from '#contract/app-error.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { Store } from '#store/store.ts';
import type { CliApp, OpenData } from '#surfaces/cli/app-port.ts';
import { createCliWorkflows } from './cli-workflows.ts';
import { loadAllBlocks, openApplication } from './open-application.ts';

/** Milliseconds handlers get to finish when a command ends. */
const COMMAND_GRACE_MS = 5_000;

/** The program as the command line sees it. Loads what a command needs, when it needs it. */
export function createCliApp(version: string): CliApp {
  return {
    version,
    loadBlocks: async (options) => {
      const { toCliBlocks } = await import('#surfaces/cli/cli-blocks.ts');
      return toCliBlocks(await loadAllBlocks(options));
    },

    async readWorkflow(text, file, options, validate) {
      const { readWorkflowText } = await import('./read-workflow-text.ts');
      if (validate !== undefined) return readWorkflowText(text, file, validate);
      const [{ findProblems }, blocks] = await Promise.all([import('./find-problems.ts'), loadAllBlocks(options)]);
      return readWorkflowText(text, file, async (workflow) => findProblems(workflow, blocks));
    },

    async writeWorkflow(workflow, format) {
      const { formatWorkflow } = await import('#documents/format-workflow.ts');
      const text = formatWorkflow(workflow);
      if (format === 'json') return text;
      const { stringify } = await import('yaml');
      return stringify(JSON.parse(text));
    },

    async simulate(workflow, input, options) {
      const [{ simulateWorkflow }, { createHostBlocks }] = await Promise.all([
        import('./simulate.ts'),
        import('./host-block.ts'),
      ]);
      const blocks = await loadAllBlocks(options);
      const store = await findStore(options.dataDir);
      try {
        const { record, events } = await simulateWorkflow(workflow, input, {
          blocks: createHostBlocks((id) => blocks.get(id)),
          workflows: {
            get: (id, wanted) => (store === undefined ? refuseWorkflow(id) : createCliWorkflows(store).get(id, wanted)),
          },
          reads: options.reads,
          roots: options.allowedRoots,
          allowPrivate: options.allowPrivate,
        });
        const status =
          record.status === 'queued' || record.status === 'running' || record.status === 'uncertain'
            ? 'waiting'
            : record.status;
        return { status, output: record.output, error: record.error, events };
      } finally {
        await store?.close();
      }
    },

    async openData(options) {
      const { openStore } = await import('#store/store.ts');
      const { createSqliteJournal } = await import('#journal/sqlite-journal.ts');
      const store = await openStore({ dataDir: options.dataDir, readonly: options.write !== true });
      const journal = createSqliteJournal(store);
      return {
        ...toOpenData(store),
        journal,
        async close() {
          await journal.close();
          await store.close();
        },
      };
    },

    async openTokens(options) {
      const [{ openStore }, { openCliTokens }] = await Promise.all([
        import('#store/store.ts'),
        import('./open-cli-tokens.ts'),
      ]);
      return openCliTokens(await openStore({ dataDir: options.dataDir, readonly: options.write !== true }));
    },

    async createLoginLink() {
      throw new AppError(
        'usage-invalid',
        'Only a running server makes login links. Name it with --server, e.g. --server http://127.0.0.1:4680.',
      );
    },

    async openHost(options) {
      const app = await openApplication({
        dataDir: options.dataDir,
        blocksDirs: options.blocksDirs,
        roots: options.allowedRoots,
        allowPrivate: options.allowPrivate,
      });
      return {
        ...toOpenData(app.store),
        journal: app.journal,
        host: app.host,
        async resume(runId) {
          await app.host.recover([runId]);
        },
        close: () => app.close(COMMAND_GRACE_MS),
      };
    },

    async readServeOptions(fromFlags, sources) {
      const { readServeOptions } = await import('./config/read-serve-options.ts');
      return readServeOptions(fromFlags, sources);
    },

    diagnose: async (fromFlags, sources) => (await import('./diagnose.ts')).diagnose(fromFlags, sources),

    async serve(options, onReady) {
      const { serve } = await import('./serve.ts');
      await serve(version, options, onReady);
    },

    async serveMcp(options) {
      const { serveMcp } = await import('./serve-mcp.ts');
      await serveMcp(version, options);
    },

    async restore(options, file) {
      const { restoreBackup } = await import('#store/restore.ts');
      await restoreBackup(file, options.dataDir);
    },
  };
}

/** The store, if the folder holds one: a dry run needs none. */
async function findStore(dataDir: string): Promise<Store | undefined> {
  const { openStore } = await import('#store/store.ts');
  try {
    return await openStore({ dataDir, readonly: true });
  } catch (error) {
    if (error instanceof AppError && error.code === 'file-missing') return undefined;
    throw error;
  }
}

function refuseWorkflow(id: string): { readonly workflow: Workflow; readonly version: number } {
  throw new AppError(
    'workflow-not-found',
    `There is no workflow "${id}" to call. Import it first, or name the data folder with --data.`,
  );
}

function toOpenData(store: Store): Pick<OpenData, 'workflows' | 'maintenance'> {
  return {
    workflows: createCliWorkflows(store),
    maintenance: {
      async prune({ olderThanMs, keep }) {
        const { createSqliteJournal } = await import('#journal/sqlite-journal.ts');
        return createSqliteJournal(store).prune({ before: Date.now() - olderThanMs, keep });
      },
      async backup(file) {
        const { backupStore } = await import('#store/backup.ts');
        return backupStore(store, file);
      },
      async check() {
        const { checkDatabase } = await import('#store/check-database.ts');
        const { checkJournal } = await import('#journal/check-journal.ts');
        const findings = [...(await checkDatabase(store)), ...(await checkJournal(store))];
        return findings.map(({ severity, place, message }) => `${severity}: ${place}: ${message}`);
      },
    },
  };
}
