import { join } from 'node:path';
import { AppError } from '#contract/app-error.ts';
import type { BlockDescriptor } from '#contract/block.ts';
import type { JsonObject } from '#contract/json.ts';
import type { Block, FindBlock, LoadedHandler } from './block.ts';
import type { HandlerKind } from './handler-kind.ts';
import { toInputSchema } from './input-schema.ts';
import { createInputValidator, type InputValidator } from './validate-inputs.ts';

const DEFAULT_TIMEOUT_MS = 300_000;

/** Where a block comes from. */
export interface BlockSource {
  readonly descriptor: BlockDescriptor;
  readonly handler: HandlerKind;
  readonly directory: string;
  readonly builtIn: boolean;
  /** Set once the folder has changed since the start: tells its code from what was imported before. */
  readonly version: string | undefined;
}

/** Handlers load what they need when they are first used, so that a start costs nothing for blocks no run asks for. */
async function loadHandler(
  { descriptor, handler, directory, version }: BlockSource,
  find: FindBlock,
): Promise<LoadedHandler> {
  const [defaultPort = 'out'] = descriptor.ports;
  switch (handler.kind) {
    case 'built-in': {
      const { importHandler } = await import('./handlers/import-handler.ts');
      return importHandler(descriptor.id, join(directory, 'run.ts'), version);
    }
    case 'file': {
      const { importHandler } = await import('./handlers/import-handler.ts');
      const { toPluginHandler } = await import('./handlers/plugin-handler.ts');
      return toPluginHandler(
        descriptor.id,
        defaultPort,
        await importHandler(descriptor.id, join(directory, handler.path), version),
      );
    }
    case 'workflow': {
      const { createWorkflowHandler } = await import('./handlers/workflow-handler.ts');
      return createWorkflowHandler(handler.workflowId, defaultPort);
    }
    case 'connector': {
      const { createConnectorHandler } = await import('./handlers/connector-handler.ts');
      return createConnectorHandler(descriptor, find);
    }
    case 'mcp':
      throw new AppError(
        'config-invalid',
        `The block ${descriptor.id} needs the MCP server "${handler.server}"; MCP servers are not available in this version of Flowright.`,
        { data: { block: descriptor.id, server: handler.server, tool: handler.tool } },
      );
  }
}

/** Makes the block a descriptor describes. Everything costly waits until it is first used. */
export function createBlock(source: BlockSource, find: FindBlock): Block {
  const { descriptor, directory, builtIn } = source;
  const { execution, ports } = descriptor;
  let validator: InputValidator | undefined;
  let schema: JsonObject | undefined;
  let loading: Promise<LoadedHandler> | undefined;
  const toValidator = (): InputValidator => {
    validator ??= createInputValidator(descriptor);
    return validator;
  };
  return {
    id: descriptor.id,
    descriptor,
    directory,
    builtIn,
    effect: descriptor.effect,
    ports,
    container: execution.container ?? false,
    trigger: execution.trigger ?? false,
    timeoutMs: execution.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    get inputSchema() {
      schema ??= toInputSchema(descriptor.inputs);
      return schema;
    },
    validateInputs: (inputs) => toValidator().validate(inputs),
    checkInput: (fieldId, value) => toValidator().check(fieldId, value),
    hasPort: (port) => ports.includes(port) || ports.includes('*'),
    load: () => {
      loading ??= loadHandler(source, find).catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      return loading;
    },
  };
}
