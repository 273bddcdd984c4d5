import { assertChildSucceeded } from '../../child-result.ts';
import type { BlockHandler } from '../../context.ts';
import { isObject } from '../../data/json-kind.ts';

/** Calls the workflow; called again when it ended, or was started when nobody waits. */
export const run: BlockHandler = (ctx) => {
  const { workflow, version, input, wait } = ctx.inputs;
  const workflowId = typeof workflow === 'string' ? workflow : '';
  if (ctx.child === undefined) {
    return ctx.call({
      workflowId,
      ...(typeof version === 'number' ? { version } : {}),
      input: isObject(input) ? input : {},
      wait: wait !== false,
    });
  }
  assertChildSucceeded(workflowId, ctx.child);
  const { output = null, runId, status } = ctx.child;
  return { output, runId, status };
};
