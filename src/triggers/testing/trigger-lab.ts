import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type BlockRegistry, loadBlocks } from '#blocks/registry.ts';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { EventOf } from '#contract/run-event.ts';
import { Workflow } from '#contract/workflow.ts';
import { EmbeddedHost } from '#hosts/embedded/embedded-host.ts';
import type { Clock } from '#hosts/embedded/ports.ts';
import type { WorkflowSource } from '#hosts/host.ts';
import { createMortalJournal } from '#hosts/suite/mortal-journal.ts';
import { createTestClock, type TestClock } from '#hosts/suite/test-clock.ts';
import type { Journal, RunRecord } from '#journal/journal.ts';
import { createSqliteJournal } from '#journal/sqlite-journal.ts';
import { createHostRepository } from '#store/host-repository.ts';
import type { Store } from '#store/store.ts';
import { createTemporaryFolder, openTemporaryStore } from '#store/testing/temporary-store.ts';
import { createTriggerRepository, type TriggerRepository } from '#store/trigger-repository.ts';
import { createWorkflowRepository, type WorkflowRepository } from '#store/workflow-repository.ts';
import { createTriggerService, type TriggerServiceOptions, type Triggers } from '../trigger-service.ts';

const PATIENCE_MS = 10_000;
const BLOCKS = join(import.meta.dirname, '../../blocks');

/** A process on the data folder: a host and triggers of its own. */
export interface LabProcess {
  readonly owner: string;
  readonly store: Store;
  readonly journal: Journal;
  readonly host: EmbeddedHost;
  readonly workflows: WorkflowRepository;
  readonly repository: TriggerRepository;
  readonly triggers: Triggers;
  /** Saves a workflow of these steps, one after the other unless edges are given. Answers its version. */
  save(id: string, steps: readonly JsonObject[], rest?: JsonObject): Promise<number>;
  /** Saves and activates. */
  activate(id: string, steps: readonly JsonObject[], rest?: JsonObject): Promise<void>;
  /** Runs of a workflow, oldest first, once they have ended. */
  endedRuns(workflowId: string): readonly RunRecord[];
  runs(workflowId: string): readonly RunRecord[];
  /** What a run was triggered with. */
  triggerOf(runId: string): EventOf<'run-created'>['trigger'];
  /** Its triggers stop in order; the host goes on. */
  stop(): Promise<void>;
  /** Dies at once: nothing of it is heard of again. */
  crash(): void;
}

/** A data folder on which processes live and die, under one clock. */
export interface TriggerLab {
  readonly clock: TestClock;
  readonly secrets: Map<string, string>;
  readonly logged: string[];
  /** Starts a process and its triggers. */
  boot(options?: Partial<TriggerServiceOptions>): Promise<LabProcess>;
  /** Waits until a condition holds, without letting time pass. */
  until(what: string, condition: () => boolean): Promise<void>;
  /** Lets time pass in small steps, and each step's work be done. */
  pass(ms: number, stepMs?: number): Promise<void>;
}

/** A step of a block, for {@link LabProcess.save}. */
export function step(id: string, block: string, input: JsonObject = {}): JsonObject {
  return { id, input, process: { block } };
}

let registry: Promise<BlockRegistry> | undefined;

function toDocument(id: string, steps: readonly JsonObject[], rest: JsonObject): Workflow {
  const ids = steps.map((one) => String(one.id));
  const edges = ids.slice(1).map((to, index) => ({ from: ids[index], to }));
  return Workflow.parse({ flowright: 1, id, name: id, steps, edges, ...rest });
}

function toSource(repository: WorkflowRepository): WorkflowSource {
  const kept = new Map<string, { workflow: Workflow; version: number }>();
  return {
    get(workflowId, version) {
      const wanted = version ?? repository.find(workflowId)?.currentVersion;
      const found = wanted === undefined ? undefined : repository.findVersion(workflowId, wanted);
      if (found === undefined) throw new AppError('workflow-not-found', `There is no workflow "${workflowId}".`);
      const key = `${workflowId}@${wanted}`;
      const made = kept.get(key) ?? { workflow: found.document, version: found.version };
      kept.set(key, made);
      return made;
    },
  };
}

/** Whether the triggers of a process wait for time to pass. */
interface Loop {
  isResting: boolean;
}

/** A clock that shows whether its user, who never sets two timers, has one set. */
function toWatchedClock(clock: Clock, loop: Loop): Clock {
  return {
    ...clock,
    after(ms, callback) {
      loop.isResting = true;
      const stop = clock.after(ms, () => {
        loop.isResting = false;
        callback();
      });
      return () => {
        loop.isResting = false;
        stop();
      };
    },
  };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Makes an empty data folder. */
export async function createTriggerLab(t: TestContext): Promise<TriggerLab> {
  const clock = createTestClock();
  const dataDir = createTemporaryFolder();
  const secrets = new Map<string, string>();
  const logged: string[] = [];
  const dead: string[] = [];
  /** Processes that have not crashed, and how to end them. */
  const living = new Map<Loop, () => Promise<void>>();
  // Registered before the stores', so that these close last.
  t.after(async () => {
    for (const end of living.values()) await end();
  });
  registry ??= loadBlocks({ builtIn: BLOCKS, directories: [] });
  const blocks = await registry;
  const log = (level: string, message: string, data?: JsonObject) =>
    void logged.push(`${level}: ${message} ${JSON.stringify(data ?? {})}`);
  const open = (name: string): string => {
    const value = secrets.get(name);
    if (value === undefined) throw new AppError('secret-missing', `There is no secret "${name}". Add it.`);
    return value;
  };
  const hostBlocks = new Map(
    blocks.list().map((block) => {
      const { effect, ports, timeoutMs } = block;
      const { inputs, outputs } = block.descriptor;
      const secretFields = inputs.filter(({ type }) => type === 'secret').map(({ id }) => id);
      const rawFields = inputs.filter(({ expressions }) => expressions === false).map(({ id }) => id);
      const { validateInputs, load } = block;
      return [block.id, { effect, ports, timeoutMs, outputs, secretFields, rawFields, validateInputs, load }];
    }),
  );

  async function boot(options: Partial<TriggerServiceOptions> = {}): Promise<LabProcess> {
    const owner = randomUUID();
    let alive = true;
    const mortal: Clock = {
      wall: () => clock.wall(),
      monotonic: () => clock.monotonic(),
      after: (ms, callback) => clock.after(ms, () => alive && callback()),
    };
    const loop: Loop = { isResting: false };
    const store = await openTemporaryStore(t, { dataDir });
    const disk = createMortalJournal(createSqliteJournal(store));
    await createHostRepository(store, () => clock.wall()).register(owner);
    const workflows = createWorkflowRepository(store, () => clock.wall());
    const source = toSource(workflows);
    const host = new EmbeddedHost({
      owner,
      journal: disk.journal,
      workflows: source,
      blocks: (id) => hostBlocks.get(id),
      secrets: { open },
      files: { roots: [], resolve: async (path) => path },
      network: { allowedPrivate: ['*'] },
      clock: mortal,
      findDeadOwners: () => dead,
      log,
    });
    const repository = createTriggerRepository(store, () => clock.wall());
    const triggers = createTriggerService({
      owner,
      host,
      journal: disk.journal,
      repository: options.repository ?? repository,
      workflows: source,
      blocks: (id) => blocks.get(id),
      validate: () => [],
      secrets: { open },
      rateLimiter: { take: () => undefined },
      clock: toWatchedClock(mortal, loop),
      findDeadOwners: () => dead,
      log,
      ...options,
    });
    living.set(loop, async () => {
      await triggers.stop();
      await host.close();
    });
    await triggers.start();
    await host.recover();
    const runs = (workflowId: string) => [...disk.journal.listRuns({ workflowId, limit: 1_000 })].reverse();
    const made: LabProcess = {
      owner,
      store,
      journal: disk.journal,
      host,
      workflows,
      repository,
      triggers,
      async save(id, steps, rest = {}) {
        return (await workflows.save(toDocument(id, steps, rest))).version;
      },
      async activate(id, steps, rest = {}) {
        await triggers.activate(id, await made.save(id, steps, rest));
      },
      runs,
      endedRuns: (workflowId) => runs(workflowId).filter((run) => run.finishedAt !== undefined),
      triggerOf(runId) {
        for (const { event } of disk.journal.read(runId)) if (event.type === 'run-created') return event.trigger;
        throw new Error(`Run ${runId} has no beginning.`);
      },
      async stop() {
        await triggers.stop();
        loop.isResting = true;
      },
      crash() {
        alive = false;
        living.delete(loop);
        dead.push(owner);
        disk.die();
      },
    };
    return made;
  }

  async function until(what: string, condition: () => boolean): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    while (!condition()) {
      if (performance.now() > deadline) throw new Error(`It never came to this: ${what}.\n${logged.join('\n')}`);
      await turn();
    }
  }

  return {
    clock,
    secrets,
    logged,
    boot,
    until,
    async pass(ms, stepMs = 1_000) {
      for (let left = ms; left > 0; left -= stepMs) {
        clock.advance(Math.min(stepMs, left));
        await until('the end of a round', () => [...living.keys()].every((loop) => loop.isResting));
      }
    },
  };
}
