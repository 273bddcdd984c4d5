import type { LoadedHandler } from '../block.ts';
import { assertChildSucceeded } from '../child-result.ts';
import { isObject } from '../data/json-kind.ts';

/** A workflow as a block: its inputs are the block's inputs, its outputs the block's outputs (`output` when it answers no object). */
export function createWorkflowHandler(workflowId: string, defaultPort: string): LoadedHandler {
  return {
    run: (ctx) => {
      if (ctx.child === undefined) return ctx.call({ workflowId, input: ctx.inputs, wait: true });
      assertChildSucceeded(workflowId, ctx.child);
      const { output = null } = ctx.child;
      return ctx.take(defaultPort, isObject(output) ? output : { output });
    },
  };
}
