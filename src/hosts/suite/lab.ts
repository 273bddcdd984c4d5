import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { BlockContext, BlockHandler } from '#blocks/context.ts';
import { AppError } from '#contract/app-error.ts';
import type { ErrorCode } from '#contract/error-table.ts';
import type { JsonObject } from '#contract/json.ts';
import type { EventOf, RunEvent, RunStatus } from '#contract/run-event.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { RunRecord } from '#journal/journal.ts';
import type { HostBlock } from '../embedded/ports.ts';
import type { StartRequest } from '../host.ts';
import type { CreateHostUnderTest, HostUnderTest, TestLimits } from './host-under-test.ts';
import { type BlockTraits, createTestBlocks, toTestBlock } from './test-blocks.ts';
import { createTestClock, type TestClock } from './test-clock.ts';

/** Real milliseconds after which what a test waits for will not come. */
const PATIENCE_MS = 10_000;

export const SECRETS: Readonly<Record<string, string>> = {
  TOKEN: 's3cr3t-t0ken-value',
  OTHER: 'an0ther/secret value',
};

/** A host on a disk, with the workflows and blocks of one test. */
export interface Lab extends HostUnderTest {
  readonly clock: TestClock;
  readonly secrets: Map<string, string>;
  /** Makes a block; its handler is the test's. */
  block(id: string, run: BlockHandler, traits?: BlockTraits): void;
  addBlock(id: string, block: HostBlock): void;
  /** Saves a workflow as the next version. */
  save(...workflows: readonly Workflow[]): void;
  /** Forgets a workflow. */
  remove(workflowId: string): void;
  /** Starts a run of a workflow saved before, or saves it first. */
  start(
    workflow: Workflow | string,
    input?: JsonObject,
    request?: Omit<StartRequest, 'workflowId' | 'input'>,
  ): Promise<string>;
  /** The run's end, which must come. */
  end(runId: string): Promise<RunRecord>;
  /** Starts a run and waits for its end. */
  run(workflow: Workflow, input?: JsonObject): Promise<RunRecord>;
  /** Starts a run that must succeed; answers its output. */
  output(workflow: Workflow, input?: JsonObject): Promise<unknown>;
  /** Starts a run that must fail; answers its error. */
  failure(workflow: Workflow, input?: JsonObject): Promise<NonNullable<RunRecord['error']>>;
  /** Durable events of a run, or those of one type. */
  events(runId: string): readonly RunEvent[];
  eventsOf<T extends RunEvent['type']>(runId: string, type: T): readonly EventOf<T>[];
  /** Waits until a condition holds. */
  until(what: string, condition: () => boolean): Promise<void>;
  /** Waits until the run has this status on disk. */
  reaches(runId: string, status: RunStatus): Promise<void>;
  /** Lets everything happen that needs no time, no person and no other process. */
  quiet(): Promise<void>;
}

/** Whether an error has a code, for `assert.rejects`. */
export function withCode(code: ErrorCode, text?: string): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof AppError, `no AppError: ${String(error)}`);
    assert.equal(error.code, code, error.message);
    if (text !== undefined) assert.ok(error.message.includes(text), error.message);
    return true;
  };
}

/** A handler that waits until the test answers for it. */
export interface Gate {
  readonly handler: BlockHandler;
  /** Calls not answered yet, oldest first. */
  readonly open: readonly BlockContext[];
  /** All calls. */
  readonly calls: readonly BlockContext[];
  /** Answers the oldest open call, or that of a path. */
  answer(outputs?: JsonObject, path?: string): void;
  fail(error: Error, path?: string): void;
}

export function createGate(): Gate {
  const calls: BlockContext[] = [];
  const open: { readonly ctx: BlockContext; readonly settled: PromiseWithResolvers<JsonObject> }[] = [];
  const take = (path: string | undefined) => {
    const at = path === undefined ? 0 : open.findIndex(({ ctx }) => ctx.path === path);
    const [taken] = open.splice(at, 1);
    assert.ok(taken !== undefined, `no call of ${path ?? 'any step'} is open`);
    return taken.settled;
  };
  return {
    handler(ctx) {
      calls.push(ctx);
      const settled = Promise.withResolvers<JsonObject>();
      open.push({ ctx, settled });
      return settled.promise;
    },
    get open() {
      return open.map(({ ctx }) => ctx);
    },
    calls,
    answer: (outputs = {}, path = undefined) => take(path).resolve(outputs),
    fail: (error, path = undefined) => take(path).reject(error),
  };
}

/** A handler that ends when it is told to, as a well-behaved one does. */
export const obedient: BlockHandler = ({ signal }) =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    if (signal.aborted) reject(signal.reason);
  });

/** A turn of the event loop. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function createWorkflows() {
  const versions = new Map<string, Workflow[]>();
  return {
    versions,
    get(workflowId: string, version?: number) {
      const saved = versions.get(workflowId);
      if (saved === undefined) throw new AppError('workflow-not-found', `There is no workflow "${workflowId}".`);
      const wanted = version ?? saved.length;
      const workflow = saved[wanted - 1];
      if (workflow === undefined) throw new AppError('version-not-found', `"${workflowId}" has no version ${wanted}.`);
      return { workflow, version: wanted };
    },
  };
}

/** Makes the lab of one test. */
export async function createLab(t: TestContext, create: CreateHostUnderTest, limits: TestLimits = {}): Promise<Lab> {
  const clock = createTestClock();
  const blocks = createTestBlocks();
  const workflows = createWorkflows();
  const secrets = new Map(Object.entries(SECRETS));
  const logged: string[] = [];
  const open = (name: string): string => {
    const value = secrets.get(name);
    if (value === undefined) throw new AppError('secret-missing', `There is no secret "${name}". Add it.`);
    return value;
  };
  const under = await create(t, {
    clock,
    workflows,
    blocks: (id) => blocks.get(id),
    secrets: { open },
    limits,
    log: (level, message) => void logged.push(`${level}: ${message}`),
  });

  const describe = (): string =>
    [
      ...logged,
      ...under.journal.listRuns({ limit: 5 }).flatMap((run) => [
        `${run.id} ${run.workflowId} ${run.status}`,
        ...lab
          .events(run.id)
          .slice(-8)
          .map((event) => `  ${JSON.stringify(event)}`),
      ]),
    ].join('\n');

  async function patient<T>(what: string, promise: Promise<T>): Promise<T> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error(`${what} did not come.\n${describe()}`)), PATIENCE_MS);
    try {
      return await Promise.race([promise, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  const own: Omit<Lab, keyof HostUnderTest> = {
    clock,
    secrets,
    block: (id, run, traits) => void blocks.set(id, toTestBlock(run, traits)),
    addBlock: (id, block) => void blocks.set(id, block),
    save(...saved) {
      for (const workflow of saved)
        workflows.versions.set(workflow.id, [...(workflows.versions.get(workflow.id) ?? []), workflow]);
    },
    remove: (workflowId) => void workflows.versions.delete(workflowId),
    async start(workflow, input = {}, request = {}) {
      if (typeof workflow !== 'string') own.save(workflow);
      const workflowId = typeof workflow === 'string' ? workflow : workflow.id;
      const { runId } = await patient('The answer to a start', under.host.start({ workflowId, input, ...request }));
      return runId;
    },
    async end(runId) {
      const record = await patient(`The end of run ${runId}`, under.host.waitForEnd(runId));
      assert.ok(record !== undefined);
      return record;
    },
    async run(workflow, input = {}) {
      return own.end(await own.start(workflow, input));
    },
    async output(workflow, input = {}) {
      const { status, output, error } = await own.run(workflow, input);
      assert.equal(status, 'succeeded', `${error?.code}: ${error?.message}`);
      return output;
    },
    async failure(workflow, input = {}) {
      const { status, error } = await own.run(workflow, input);
      assert.equal(status, 'failed');
      assert.ok(error !== undefined);
      return error;
    },
    events: (runId) => Array.from(under.journal.read(runId), ({ event }) => event),
    eventsOf: <T extends RunEvent['type']>(runId: string, type: T) =>
      own.events(runId).filter((event): event is EventOf<T> => event.type === type),
    async until(what, condition) {
      const deadline = performance.now() + PATIENCE_MS;
      while (!condition()) {
        if (performance.now() > deadline) throw new Error(`It never came to this: ${what}.\n${describe()}`);
        await turn();
      }
    },
    reaches: (runId, status) =>
      own.until(`run ${runId} is ${status}`, () => under.journal.findRun(runId)?.status === status),
    async quiet() {
      for (let round = 0; round < 4; round++) {
        for (let turns = 0; turns < 4; turns++) await turn();
        if (under.journal.failure === undefined) await under.journal.flush();
      }
    },
  };
  const lab: Lab = {
    ...own,
    get host() {
      return under.host;
    },
    get journal() {
      return under.journal;
    },
    get alive() {
      return under.alive;
    },
    crash: () => under.crash(),
    restart: () => patient('The restart', under.restart()),
    replace: () => patient('The new process', under.replace()),
    hold: () => under.hold(),
    release: () => patient('The disk', under.release()),
    failDisk: () => under.failDisk(),
  };
  return lab;
}

/** Registers a test that gets a lab of its own. */
export type Behaviour = (what: string, check: (lab: Lab) => Promise<void>, limits?: TestLimits) => void;
