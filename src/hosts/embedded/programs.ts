import type { Workflow } from '#contract/workflow.ts';
import type { WorkflowSource } from '../host.ts';
import { narrowWorkflow } from './narrow-workflow.ts';
import type { HostBlock } from './ports.ts';
import { compileProgram, type Program } from './program.ts';

/** Narrowed programs of one workflow version that are kept. */
const MAX_NARROWED = 16;

/** Workflow versions ready to run, each compiled once while its document is in memory. */
export class Programs {
  readonly #workflows: WorkflowSource;
  readonly #blocks: (id: string) => HostBlock | undefined;
  readonly #whole = new WeakMap<Workflow, Program>();
  readonly #narrowed = new WeakMap<Workflow, Map<string, Program>>();

  constructor(workflows: WorkflowSource, blocks: (id: string) => HostBlock | undefined) {
    this.#workflows = workflows;
    this.#blocks = blocks;
  }

  /**
   * A version, the current one by default: all of it, or the steps of `scope` and what leads to them.
   * @throws AppError workflow-not-found, version-not-found, step-not-found, expression-invalid
   */
  of(workflowId: string, version: number | undefined, scope?: readonly string[]): Program {
    const { workflow, version: found } = this.#workflows.get(workflowId, version);
    if (scope !== undefined) return this.#narrow(workflow, found, scope);
    let program = this.#whole.get(workflow);
    if (program === undefined) {
      program = compileProgram(workflow, found, this.#blocks);
      this.#whole.set(workflow, program);
    }
    return program;
  }

  #narrow(workflow: Workflow, version: number, scope: readonly string[]): Program {
    const key = JSON.stringify([...new Set(scope)].sort());
    const known = this.#narrowed.get(workflow) ?? new Map<string, Program>();
    this.#narrowed.set(workflow, known);
    const program = known.get(key) ?? compileProgram(narrowWorkflow(workflow, scope), version, this.#blocks);
    // The one used last is forgotten last.
    known.delete(key);
    known.set(key, program);
    for (const oldest of known.keys()) {
      if (known.size <= MAX_NARROWED) break;
      known.delete(oldest);
    }
    return program;
  }
}
