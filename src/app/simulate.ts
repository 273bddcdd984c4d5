import { createFileAccess } from '#blocks/io/file-access.ts';
import type { JsonObject } from '#contract/json.ts';
import type { StoredEvent } from '#contract/run-event.ts';
import type { Workflow } from '#contract/workflow.ts';
import { EmbeddedHost } from '#hosts/embedded/embedded-host.ts';
import type { HostBlock } from '#hosts/embedded/ports.ts';
import type { WorkflowSource } from '#hosts/host.ts';
import type { RunRecord } from '#journal/journal.ts';
import { createMemoryJournal } from '#journal/memory-journal.ts';

/** What a dry run needs. */
export interface SimulateOptions {
  readonly blocks: (id: string) => HostBlock | undefined;
  /** Workflows that the simulated one calls. */
  readonly workflows: WorkflowSource;
  /** Whether blocks that only read really do. */
  readonly reads: boolean;
  readonly roots: readonly string[];
  readonly allowPrivate: readonly string[];
}

/**
 * Runs a workflow without its effects, in memory: what has an effect answers samples made from its descriptor, waits end at once,
 * and people approve. Secrets are not opened.
 */
export async function simulateWorkflow(
  workflow: Workflow,
  input: JsonObject,
  options: SimulateOptions,
): Promise<{ readonly record: RunRecord; readonly events: readonly StoredEvent[] }> {
  const journal = createMemoryJournal();
  const host = new EmbeddedHost({
    owner: 'simulation',
    journal,
    workflows: {
      get: (id, version) =>
        id === workflow.id ? { workflow, version: version ?? 0 } : options.workflows.get(id, version),
    },
    blocks: options.blocks,
    secrets: { open: (name) => `(simulated ${name})` },
    files: createFileAccess(options.roots),
    network: { allowedPrivate: options.allowPrivate },
    simulate: { reads: options.reads },
  });
  try {
    const { runId } = await host.start({ workflowId: workflow.id, input, trigger: { kind: 'simulation' } });
    await host.waitForEnd(runId);
    const record = journal.findRun(runId);
    if (record === undefined) throw new Error('A simulated run left no record.');
    return { record, events: [...journal.read(runId)] };
  } finally {
    await host.close();
  }
}
