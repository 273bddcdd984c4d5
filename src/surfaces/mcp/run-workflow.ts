import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { toErrorInfo } from '#contract/app-error.ts';
import type { ErrorInfo } from '#contract/error-info.ts';
import type { RunEvent } from '#contract/run-event.ts';
import type { RunRecord } from '#journal/journal.ts';
import { followRun } from '#operations/run/follow-run.ts';
import type { Services } from '#operations/services.ts';
import type { ProductCall } from './product-calls.ts';
import { toRunUri } from './run-resources.ts';
import type { ToolCall } from './sources.ts';
import { toStructured, toToolError } from './tool-result.ts';

/** A workflow as the list knows it. */
export type CallableWorkflow = NonNullable<ReturnType<Services['workflows']['find']>>;

interface RunOptions {
  readonly services: Services;
  readonly call: ProductCall;
  readonly waitMs: number;
}

/**
 * Starts a run and waits for its end, telling of each finished step. When the client cancels, so is the run; when it is merely
 * gone, or the wait is over, the run goes on.
 */
export async function runWorkflow(
  toolCall: ToolCall,
  workflow: CallableWorkflow,
  { services, call, waitMs }: RunOptions,
): Promise<CallToolResult> {
  const { caller, input, extra } = toolCall;
  const { signal } = extra;
  const started = await call('startRun', { workflowId: workflow.id, input }, caller);
  const { runId } = started as { readonly runId: string };
  await toolCall.log('info', { message: 'The run has started.', runId, workflowId: workflow.id });

  const patience = new AbortController();
  const stop = () => patience.abort();
  const timer = setTimeout(stop, waitMs);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    if (extra._meta?.progressToken !== undefined) await tellSteps(toolCall, workflow, runId, services, patience.signal);
    const record = await services.host.waitForEnd(runId, patience.signal);
    if (record !== undefined) return toResult(record);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
  if (!signal.aborted) return toUnfinished(runId, services);
  if (toolCall.isConnected()) await cancelRun(toolCall, runId, call, services);
  return toToolError({ code: 'run-cancelled', message: 'The call was cancelled.' });
}

/** Sends a progress notification for each step of the workflow that ends; those of loops count as one. */
async function tellSteps(
  toolCall: ToolCall,
  { id }: CallableWorkflow,
  runId: string,
  services: Services,
  signal: AbortSignal,
): Promise<void> {
  const version = services.journal.findRun(runId)?.version;
  const total = version === undefined ? undefined : services.workflows.findVersion(id, version)?.document.steps.length;
  const ended = new Set<string>();
  for await (const entry of followRun(services, { runId, fromSeq: 1, progress: false, signal })) {
    if (entry.kind !== 'event') continue;
    const message = toStepEnd(entry.event);
    if (message === undefined || !('path' in entry.event) || ended.has(entry.event.path)) continue;
    ended.add(entry.event.path);
    await toolCall.progress(ended.size, total, `${entry.event.path} ${message}`);
  }
}

function toStepEnd(event: RunEvent): string | undefined {
  if (!('path' in event) || /[.[]/.test(event.path)) return undefined;
  if (event.type === 'step-succeeded') return 'succeeded';
  return event.type === 'step-cancelled' ? 'was cancelled' : undefined;
}

async function cancelRun({ caller }: ToolCall, runId: string, call: ProductCall, services: Services): Promise<void> {
  try {
    await call('cancelRun', { runId, reason: 'The MCP client cancelled its call.' }, caller);
  } catch (error) {
    const { code, message } = toErrorInfo(error);
    // It ended by itself in the same moment.
    if (code === 'run-finished') return;
    services.log('warn', `A run goes on although its client cancelled: ${message}`, { runId, code });
  }
}

function toResult({ id, status, output, error }: RunRecord): CallToolResult {
  const _meta = { 'flowright/runId': id };
  if (status !== 'succeeded') return toToolError(error ?? toStatusError(status), _meta);
  const text = typeof output === 'string' ? output : JSON.stringify(output ?? null);
  return { content: [{ type: 'text', text }], structuredContent: { ...toStructured(output) }, _meta };
}

function toStatusError(status: string): ErrorInfo {
  const code = status === 'cancelled' ? 'run-cancelled' : 'run-stopped';
  return { code, message: `The run ended as ${status}. Its events say why.` };
}

function toUnfinished(runId: string, { journal }: Services): CallToolResult {
  const status = journal.findRun(runId)?.status ?? 'running';
  return {
    content: [
      { type: 'text', text: `The run goes on (it is ${status}). Read its resource to see how it ends.` },
      { type: 'resource_link', uri: toRunUri(runId), name: runId, mimeType: 'application/json' },
    ],
    structuredContent: { runId, status, finished: false },
    _meta: { 'flowright/runId': runId },
  };
}
