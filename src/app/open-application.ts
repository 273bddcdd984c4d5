import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createFileAccess } from '#blocks/io/file-access.ts';
import { type BlockRegistry, loadBlocks } from '#blocks/registry.ts';
import { AppError } from '#contract/app-error.ts';
import { setPlaceholderKey } from '#expressions/secrets.ts';
import { EmbeddedHost } from '#hosts/embedded/embedded-host.ts';
import type { Clock } from '#hosts/embedded/ports.ts';
import type { Journal } from '#journal/journal.ts';
import { createSqliteJournal } from '#journal/sqlite-journal.ts';
import { createHostRepository } from '#store/host-repository.ts';
import { readPlaceholderKey } from '#store/placeholder-key.ts';
import { createRequestRepository } from '#store/request-repository.ts';
import { openStore, type Store } from '#store/store.ts';
import { createWorkflowRepository, type WorkflowRepository } from '#store/workflow-repository.ts';
import { createEnvironmentSecrets, type EnvironmentSecrets } from '#vault/environment-secrets.ts';
import type { AppOptions } from './app-options.ts';
import { createHostBlocks } from './host-block.ts';
import { createMailbox } from './mailbox.ts';
import { BUILT_IN_BLOCKS } from './paths.ts';
import { readSavedSettings } from './saved-settings.ts';
import { createWorkflowSource } from './workflow-source.ts';

/** How often a host says that it lives, in milliseconds. */
const HEARTBEAT_MS = 10_000;
/** Without a sign of life for this long, a host that cannot be looked at counts as dead. */
const STALE_MS = 60_000;

const TAKEN_FOR_DEAD =
  'Another process has taken this one for dead and drives its runs. Start Flowright again; nothing is lost.';

/** The data folder opened, with a host that drives runs. */
export interface Application {
  /** Id of this process among the hosts of the data folder. */
  readonly owner: string;
  readonly host: EmbeddedHost;
  readonly journal: Journal;
  readonly store: Store;
  readonly workflows: WorkflowRepository;
  readonly blocks: BlockRegistry;
  readonly secrets: EnvironmentSecrets;
  /** Hosts of the data folder whose process is gone. */
  findDeadOwners(): readonly string[];
  /** Takes over the runs of hosts that died, and strikes these off. Resolves to how many runs. */
  recover(): Promise<number>;
  /** Lets handlers finish for `graceMs`, parks what still runs, closes. */
  close(graceMs?: number): Promise<void>;
}

/** The blocks there are: built-in ones, those of the data folder, and of further directories. */
export function loadAllBlocks(
  options: Pick<AppOptions, 'blocksDirs'> & { readonly dataDir?: string },
): Promise<BlockRegistry> {
  const own = options.dataDir === undefined ? undefined : join(options.dataDir, 'blocks');
  const directories = own !== undefined && existsSync(own) ? [own] : [];
  return loadBlocks({ builtIn: BUILT_IN_BLOCKS, directories: [...directories, ...(options.blocksDirs ?? [])] });
}

/** Folders people saved as allowed. One that is gone keeps nobody from starting. */
function savedRoots(store: Store, options: AppOptions): readonly string[] {
  return readSavedSettings(store).allowedRoots.filter((root) => {
    if (existsSync(root)) return true;
    options.log?.(
      'warn',
      `The allowed folder ${root} is not there, so no step may use it. Make it, or change the setting.`,
    );
    return false;
  });
}

/**
 * Opens the data folder and a host over it. Nothing is recovered before `host.recover()`.
 * @throws AppError config-invalid, storage-*
 */
export async function openApplication(options: AppOptions & { readonly clock?: Clock }): Promise<Application> {
  const { dataDir, synchronous, syncDelayMs, busyTimeoutMs, maxDatabaseBytes } = options;
  const blocks = await loadAllBlocks(options);
  const store = await openStore({
    dataDir,
    ...(synchronous === undefined ? {} : { synchronous }),
    ...(syncDelayMs === undefined ? {} : { syncDelayMs }),
    ...(busyTimeoutMs === undefined ? {} : { busyTimeoutMs }),
    ...(maxDatabaseBytes === undefined ? {} : { maxBytes: maxDatabaseBytes }),
  });
  const journal = createSqliteJournal(store);
  const hosts = createHostRepository(store);
  const workflows = createWorkflowRepository(store);
  const owner = randomUUID();
  // Placeholders of secrets in journals hold after a restart.
  setPlaceholderKey(readPlaceholderKey(store));
  // Written before whatever this host writes, so nothing has to wait for it.
  const registered = hosts.register(owner);
  const secrets = createEnvironmentSecrets(process.env);
  const findDeadOwners = () => hosts.listDead(owner, STALE_MS);
  const host = new EmbeddedHost({
    owner,
    journal,
    workflows: createWorkflowSource(workflows),
    blocks: createHostBlocks((id) => blocks.get(id)),
    secrets,
    files: createFileAccess([...(options.roots ?? [process.cwd()]), ...savedRoots(store, options)]),
    network: {
      // Saved settings take effect with the next request of a step.
      get allowedPrivate() {
        return [...(options.allowPrivate ?? []), ...readSavedSettings(store).allowedPrivateHosts];
      },
    },
    mailbox: createMailbox(createRequestRepository(store)),
    findDeadOwners,
    limits: {
      ...(options.maxConcurrentRuns === undefined ? {} : { maxConcurrentRuns: options.maxConcurrentRuns }),
      ...(options.maxQueuedRuns === undefined ? {} : { maxQueuedRuns: options.maxQueuedRuns }),
    },
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(options.log === undefined ? {} : { log: options.log }),
  });
  // A host that is entered nowhere counts as dead, and others take its runs over.
  registered.catch((error: Error) => host.stopBecause(error));
  const heartbeat = setInterval(() => {
    hosts.heartbeat(owner).then(
      (isKnown) => {
        if (!isKnown) host.stopBecause(new AppError('conflict', TAKEN_FOR_DEAD));
      },
      (error: unknown) => options.log?.('warn', `No sign of life was written: ${String(error)}`),
    );
  }, HEARTBEAT_MS);
  heartbeat.unref();

  return {
    owner,
    host,
    secrets,
    findDeadOwners,
    journal,
    store,
    workflows,
    blocks,
    async recover() {
      const dead = findDeadOwners();
      const count = await host.recover();
      await hosts.remove(dead);
      return count;
    },
    async close(graceMs = 0) {
      clearInterval(heartbeat);
      try {
        await host.close({ graceMs });
        const removed = store.writer.failure === undefined ? hosts.remove([owner]) : undefined;
        // Once the journal has failed, everybody was told; that the host is gone shows when its process is.
        await (journal.failure === undefined ? removed : removed?.catch(() => undefined));
      } finally {
        await store.close();
      }
    },
  };
}
