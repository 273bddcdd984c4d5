import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import { AppError } from '#contract/app-error.ts';
import type { Effect } from '#contract/block.ts';
import type { Step, Workflow } from '#contract/workflow.ts';
import type { Services } from '#operations/services.ts';
import { toAnnotations } from './operation-tools.ts';
import type { ProductCall } from './product-calls.ts';
import { type CallableWorkflow, runWorkflow } from './run-workflow.ts';
import type { ToolSource } from './sources.ts';
import { toInputSchema } from './workflow-schema.ts';

/** Tag of the workflows that are tools. */
const CALLABLE = 'callable';
/** Workflows that can be tools at once. */
const MAX_CALLABLE = 1_000;
/** Prefix of a workflow whose id is the name of another tool. */
const PREFIX = 'workflow.';

/** Each callable workflow as a tool, which runs it and waits for its end. */
export function createWorkflowTools(options: {
  readonly services: Services;
  readonly call: ProductCall;
  /** Whether the name is that of another tool. */
  readonly isTaken: (name: string) => boolean;
  /** Longest wait for a run, in milliseconds. */
  readonly waitMs: number;
}): ToolSource & { stamp(): string } {
  const { services, call, isTaken, waitMs } = options;
  const made = new Map<string, { readonly version: number; readonly tool: Tool }>();

  const listCallable = () => services.workflows.list({ tag: CALLABLE, limit: MAX_CALLABLE });
  const find = (name: string): CallableWorkflow | undefined => {
    const named = isTaken(name) ? undefined : services.workflows.find(name);
    const hidden = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : '';
    const found = named ?? (isTaken(hidden) ? services.workflows.find(hidden) : undefined);
    return found?.tags.includes(CALLABLE) === true ? found : undefined;
  };
  const toKnownTool = ({ id, currentVersion }: CallableWorkflow): Tool | undefined => {
    const known = made.get(id);
    if (known?.version === currentVersion) return known.tool;
    const stored = services.workflows.findCurrent(id);
    if (stored === undefined) return undefined;
    const tool = toTool(isTaken(id) ? `${PREFIX}${id}` : id, stored.document, services);
    if (made.size >= MAX_CALLABLE) made.clear();
    made.set(id, { version: stored.version, tool });
    return tool;
  };

  return {
    stamp: () =>
      listCallable()
        .map(({ id, currentVersion }) => `${id}@${currentVersion}`)
        .join(' '),
    async list(caller) {
      try {
        // Whether the caller may see workflows at all.
        await call('listWorkflows', { tag: CALLABLE, limit: 1 }, caller);
      } catch (error) {
        if (error instanceof AppError && error.code === 'forbidden') return [];
        throw error;
      }
      const tools = new Map<string, Tool>();
      for (const record of listCallable()) {
        const tool = toKnownTool(record);
        if (tool !== undefined && !tools.has(tool.name)) tools.set(tool.name, tool);
      }
      return [...tools.values()];
    },
    async call(toolCall) {
      const record = find(toolCall.name);
      return record === undefined ? undefined : runWorkflow(toolCall, record, { services, call, waitMs });
    },
  };
}

function toTool(name: string, workflow: Workflow, services: Services): Tool {
  return {
    name,
    title: workflow.name,
    description: workflow.description ?? `Runs the workflow "${workflow.name}" and answers its output.`,
    inputSchema: toInputSchema(workflow),
    annotations: { title: workflow.name, ...toAnnotations(findEffect(workflow.steps, services)) },
  };
}

/** The strongest effect among the steps. */
function findEffect(steps: readonly Step[], services: Services): Effect {
  const effects = steps.flatMap((step) => [
    services.blocks.get(step.process.block)?.effect ?? 'effect',
    ...(step.body === undefined ? [] : [findEffect(step.body.steps, services)]),
  ]);
  return (['effect', 'idempotent', 'read'] as const).find((effect) => effects.includes(effect)) ?? 'pure';
}
