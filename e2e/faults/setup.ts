import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { AppOptions } from '#app/app-options.ts';
import { type Application, openApplication } from '#app/open-application.ts';
import type { JsonObject } from '#contract/json.ts';
import { Workflow } from '#contract/workflow.ts';
import type { Clock } from '#hosts/embedded/ports.ts';
import type { Report } from '../crash/protocol.ts';
import { type ServerProcess, startServer } from '../crash/server-process.ts';

const cleanups = new WeakMap<TestContext, (() => unknown)[]>();

/** Cleans up when the test ends, the latest first. */
export function cleanUp(context: TestContext, action: () => unknown): void {
  const known = cleanups.get(context);
  if (known !== undefined) {
    known.push(action);
    return;
  }
  const actions = [action];
  cleanups.set(context, actions);
  context.after(async () => {
    for (const next of actions.reverse()) await next();
  });
}

/** A data folder that goes when the test ends. */
export function makeDataDir(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowright-fault-'));
  cleanUp(context, () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  return dataDir;
}

/** The application, closed when the test ends. */
export async function open(
  context: TestContext,
  options: AppOptions & { readonly clock?: Clock },
): Promise<Application> {
  const app = await openApplication({ allowPrivate: ['127.0.0.1'], ...options });
  cleanUp(context, () => app.close().catch(() => undefined));
  return app;
}

/** A server in a process of its own, and what it says. */
export interface Other {
  readonly server: ServerProcess;
  /** Its next report of a kind. Rejects when it refuses or fails instead, or is gone. */
  next<T extends Report['is']>(is: T): Promise<Extract<Report, { is: T }>>;
}

/** A server in a process of its own, killed when the test ends. */
export async function startOther(context: TestContext, dataDir: string): Promise<Other> {
  const said: Report[] = [];
  let wake = Promise.withResolvers<void>();
  const server = startServer({ dataDir, reportEvents: false }, (report) => {
    said.push(report);
    wake.resolve();
    wake = Promise.withResolvers();
  });
  cleanUp(context, () => server.kill());
  let isGone = false;
  void server.gone.then(() => {
    isGone = true;
    wake.resolve();
  });
  async function next<T extends Report['is']>(is: T): Promise<Extract<Report, { is: T }>> {
    for (;;) {
      const at = said.findIndex((report) => report.is === is);
      const [report] = at < 0 ? [] : said.splice(at, 1);
      if (report !== undefined) return report as Extract<Report, { is: T }>;
      const trouble = said.find(({ is: kind }) => kind === 'refused' || kind === 'failed' || kind === 'not-done');
      if (trouble !== undefined || isGone) {
        throw new Error(`The other process says ${JSON.stringify(trouble ?? 'nothing more')}. ${server.complaints}`);
      }
      await wake.promise;
    }
  }
  await next('ready');
  return { server, next };
}

/** A workflow that takes a number `n`. */
export function makeWorkflow(
  id: string,
  steps: readonly (JsonObject & { readonly id: string })[],
  outputs: JsonObject,
): Workflow {
  const edges = steps.slice(1).map((step, index) => ({ from: steps[index]?.id ?? '', to: step.id }));
  return Workflow.parse({ flowright: 1, id, name: id, inputs: [{ id: 'n', type: 'number' }], steps, edges, outputs });
}

/** A run that answers its number plus one. */
export const PLUS_ONE = makeWorkflow(
  'plus_one',
  [{ id: 'add', input: { values: { n: '{{ input.n + 1 }}' } }, process: { block: 'data.set' } }],
  { n: '{{ add.n }}' },
);

/** A run that waits for a person, and answers who it was. */
export const ASKING = makeWorkflow(
  'asking',
  [{ id: 'ask', input: { title: 'Well?' }, process: { block: 'control.approval' } }],
  { by: '{{ ask.by }}' },
);

/** A run that waits, then answers its number. */
export function makeWaiting(durationMs: number): Workflow {
  return makeWorkflow(
    'waiting',
    [
      { id: 'pause', input: { duration: durationMs }, process: { block: 'control.wait' } },
      { id: 'report', input: { values: { n: '{{ input.n }}' } }, process: { block: 'data.set' } },
    ],
    { n: '{{ report.n }}' },
  );
}

/** Starts a run and answers its id. */
export async function start(app: Application, workflowId: string, n: number): Promise<string> {
  return (await app.host.start({ workflowId, input: { n } })).runId;
}
