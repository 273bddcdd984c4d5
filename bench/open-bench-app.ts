import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppOptions } from '../src/app/app-options.ts';
import { type Application, openApplication } from '../src/app/open-application.ts';
import type { JsonObject } from '../src/contract/json.ts';
import type { Workflow } from '../src/contract/workflow.ts';
import type { RunRecord } from '../src/journal/journal.ts';

/** The application on a data folder of its own, with the benchmark's blocks. */
export interface BenchApp extends Application {
  readonly dataDir: string;
  /** Starts a run and waits for its end. @throws when it does not succeed */
  runOnce(workflowId: string, input: JsonObject): Promise<RunRecord>;
  /** Closes and deletes the folder. */
  end(): Promise<void>;
}

/** A new empty folder for a scenario. */
export function makeDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'flowright-bench-'));
}

/** Opens the application for a scenario and saves its workflows. */
export async function openBenchApp(
  workflows: readonly Workflow[],
  options: Partial<AppOptions> = {},
): Promise<BenchApp> {
  const dataDir = options.dataDir ?? makeDataDir();
  const app = await openApplication({ blocksDirs: [join(import.meta.dirname, 'blocks')], ...options, dataDir });
  for (const workflow of workflows) await app.workflows.save(workflow);
  return {
    ...app,
    dataDir,
    async runOnce(workflowId, input) {
      const { runId } = await app.host.start({ workflowId, input });
      const record = await app.host.waitForEnd(runId);
      if (record?.status !== 'succeeded')
        throw new Error(`Run ${runId} of ${workflowId} ended as ${record?.status}: ${record?.error?.message}`);
      return record;
    },
    async end() {
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
