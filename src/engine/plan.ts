import type { Body, OnUncertain, RetryPolicy, Step, Workflow } from '#contract/workflow.ts';

/** What the engine knows of a block: its ports, the default one first. */
export interface BlockPorts {
  readonly ports: readonly string[];
}

/** An edge by the position of its target in the scope. */
export interface PlanEdge {
  readonly port: string;
  readonly to: number;
}

/** A retry policy with nothing left open. */
export interface ResolvedRetry {
  readonly maxAttempts: number;
  readonly delayMs: number;
  readonly backoff: 'fixed' | 'exponential';
  readonly maxDelayMs: number;
}

/** A step, ready to be scheduled: everything optional in the document is filled in. */
export interface PlanStep {
  readonly index: number;
  readonly id: string;
  readonly block: string;
  readonly incoming: number;
  readonly join: 'all' | 'any';
  readonly out: readonly PlanEdge[];
  readonly defaultPort: string;
  readonly retry: ResolvedRetry;
  readonly onError: 'fail' | 'continue' | 'branch';
  readonly onUncertain: OnUncertain;
  readonly disabled: boolean;
  readonly body: PlanScope | undefined;
  readonly source: Step;
}

/** The steps of a workflow, or of one loop body. */
export interface PlanScope {
  readonly steps: readonly PlanStep[];
  readonly byId: ReadonlyMap<string, PlanStep>;
  /** Positions of the steps no edge enters. */
  readonly roots: readonly number[];
}

/** A workflow version, ready to be scheduled. Shared by all its runs. */
export interface Plan {
  readonly root: PlanScope;
  /** Longest time of a run in milliseconds. */
  readonly timeoutMs: number | undefined;
}

/** The retry policy where neither step nor workflow says otherwise. */
export const DEFAULT_RETRY: ResolvedRetry = {
  maxAttempts: 3,
  delayMs: 1_000,
  backoff: 'exponential',
  maxDelayMs: 60_000,
};

const NO_PORTS: BlockPorts = { ports: ['out'] };

function resolveRetry(base: ResolvedRetry, own: RetryPolicy | undefined): ResolvedRetry {
  if (own === undefined) return base;
  return {
    maxAttempts: own.maxAttempts ?? base.maxAttempts,
    delayMs: own.delayMs ?? base.delayMs,
    backoff: own.backoff ?? base.backoff,
    maxDelayMs: own.maxDelayMs ?? base.maxDelayMs,
  };
}

/**
 * Compiles a valid workflow (see `validateWorkflow`). Edges to unknown steps are left out.
 * Costs time proportional to the document, once per version.
 */
export function compilePlan(workflow: Workflow, blocks: (id: string) => BlockPorts | undefined): Plan {
  const retry = resolveRetry(DEFAULT_RETRY, workflow.settings?.retry);
  const onUncertain = workflow.settings?.onUncertain ?? 'ask';

  function compileScope(scope: Pick<Body, 'steps' | 'edges'>): PlanScope {
    const position = new Map(scope.steps.map((step, index) => [step.id, index]));
    const ports = scope.steps.map((step) => (blocks(step.process.block) ?? NO_PORTS).ports);
    const incoming = scope.steps.map(() => 0);
    const out: PlanEdge[][] = scope.steps.map(() => []);
    for (const edge of scope.edges) {
      const from = position.get(edge.from);
      const to = position.get(edge.to);
      if (from === undefined || to === undefined) continue;
      out[from]?.push({ port: edge.port ?? ports[from]?.[0] ?? 'out', to });
      incoming[to] = (incoming[to] ?? 0) + 1;
    }
    const steps = scope.steps.map(
      (source, index): PlanStep => ({
        index,
        id: source.id,
        block: source.process.block,
        incoming: incoming[index] ?? 0,
        join: source.process.join ?? 'all',
        out: out[index] ?? [],
        defaultPort: ports[index]?.[0] ?? 'out',
        retry: resolveRetry(retry, source.process.retry),
        onError: source.process.onError ?? 'fail',
        onUncertain: source.process.onUncertain ?? onUncertain,
        disabled: source.process.disabled ?? false,
        body: source.body === undefined ? undefined : compileScope(source.body),
        source,
      }),
    );
    const roots = steps.filter((step) => step.incoming === 0).map((step) => step.index);
    return { steps, byId: new Map(steps.map((step) => [step.id, step])), roots };
  }

  return { root: compileScope(workflow), timeoutMs: workflow.settings?.timeoutMs };
}
