import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  CompleteRequestSchema,
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  LoggingLevelSchema,
  ReadResourceRequestSchema,
  type ServerNotification,
  type ServerRequest,
  SetLevelRequestSchema,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { JsonObject } from '#contract/json.ts';
import type { Caller } from '#operations/caller.ts';
import type { Services } from '#operations/services.ts';
import { toAppError } from '#operations/to-app-error.ts';
import { toPublicError } from '../http/public-error.ts';
import { describeThrown } from '../http/thrown-text.ts';
import { listResourcePage } from './resource-pages.ts';
import { RESOURCE_NOT_FOUND, RpcError, toRpcError } from './rpc-error.ts';
import type { McpSources, ToolCall } from './sources.ts';
import type { StampWatch } from './stamp-watch.ts';
import { createSubscriptions } from './subscriptions.ts';
import { listToolPage } from './tool-pages.ts';
import { toToolError } from './tool-result.ts';

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

const INSTRUCTIONS =
  'Flowright runs workflows durably. Workflows that may be called are tools named after their id; the other tools manage workflows, runs and schedules. Runs and workflows are resources.';
/** Values one answer to a completion may hold. */
const MAX_COMPLETIONS = 100;
const LEVELS = LoggingLevelSchema.options;

/** A server for one client, not yet connected, and how it ends. */
export interface McpServer {
  readonly server: Server;
  /** Calls of tools under way. */
  readonly busy: number;
  /** To be called when the transport closes, before its calls are aborted: they are then not cancelled by the client. */
  disconnected(): void;
}

export interface McpServerOptions {
  readonly services: Services;
  readonly sources: McpSources;
  readonly stamps: StampWatch;
  /** Who asks. */
  readonly toCaller: (extra: Extra) => Caller;
}

/** Makes a server that answers one client from the sources. */
export function createMcpServer({ services, sources, stamps, toCaller }: McpServerOptions): McpServer {
  const { tools, resources, prompts } = sources;
  let minimum = 0;
  let busy = 0;
  let connected = true;
  const server = new Server(
    { name: 'flowright', title: 'Flowright', version: services.version },
    {
      capabilities: {
        tools: { listChanged: true },
        resources: { subscribe: true },
        logging: {},
        completions: {},
        ...(prompts === undefined ? {} : { prompts: {} }),
      },
      instructions: INSTRUCTIONS,
    },
  );
  const report = (error: unknown) => services.log('warn', 'An MCP message was not delivered.', describeThrown(error));
  const subscriptions = createSubscriptions(resources, (uri) => {
    server.sendResourceUpdated({ uri }).catch(report);
  });
  const stopStamp = stamps.watch(sources.toolStamp, () => {
    server.sendToolListChanged().catch(report);
  });
  const toShown = (thrown: unknown, caller: Caller) => {
    const { error, report: isOurs } = toPublicError(toAppError(thrown), caller.requestId);
    if (isOurs) {
      services.log('error', 'An MCP call failed.', { requestId: caller.requestId, ...describeThrown(thrown) });
    }
    return error;
  };
  /** Lets no error out that is not one of the protocol. */
  const guard = async <Result>(extra: Extra, act: (caller: Caller) => Promise<Result>): Promise<Result> => {
    const caller = toCaller(extra);
    try {
      return await act(caller);
    } catch (thrown) {
      throw thrown instanceof RpcError ? thrown : toRpcError(toShown(thrown, caller));
    }
  };

  server.setRequestHandler(SetLevelRequestSchema, ({ params }) => {
    minimum = LEVELS.indexOf(params.level);
    return {};
  });
  server.setRequestHandler(ListToolsRequestSchema, ({ params }, extra) =>
    guard(extra, (caller) => listToolPage(tools, caller, params?.cursor)),
  );
  server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) =>
    guard(extra, async (caller) => {
      const token = extra._meta?.progressToken;
      const call: ToolCall = {
        name: params.name,
        // What JSON gave.
        input: (params.arguments ?? {}) as JsonObject,
        caller,
        extra,
        isConnected: () => connected,
        async progress(progress, total, message) {
          if (token === undefined) return;
          const more = total === undefined ? {} : { total };
          await extra.sendNotification({
            method: 'notifications/progress',
            params: { progressToken: token, progress, message, ...more },
          });
        },
        async log(level, data) {
          if (LEVELS.indexOf(level) < minimum) return;
          await extra.sendNotification({
            method: 'notifications/message',
            params: { level, logger: 'flowright', data },
          });
        },
      };
      busy += 1;
      try {
        return await callTool(tools, call);
      } catch (thrown) {
        if (thrown instanceof RpcError) throw thrown;
        return toToolError(toShown(thrown, caller));
      } finally {
        busy -= 1;
      }
    }),
  );
  server.setRequestHandler(ListResourcesRequestSchema, ({ params }, extra) =>
    guard(extra, (caller) => listResourcePage(resources, caller, params?.cursor)),
  );
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: resources.flatMap(({ templates }) => templates),
  }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params: { uri } }, extra) =>
    guard(extra, async (caller) => {
      for (const source of resources) {
        const found = await source.read(uri, caller);
        if (found !== undefined) return found;
      }
      throw new RpcError(RESOURCE_NOT_FOUND, 'There is no such resource. List the resources to see which there are.', {
        uri: uri.slice(0, 500),
      });
    }),
  );
  server.setRequestHandler(SubscribeRequestSchema, ({ params: { uri } }, extra) =>
    guard(extra, async (caller) => {
      await subscriptions.add(uri, caller);
      return {};
    }),
  );
  server.setRequestHandler(UnsubscribeRequestSchema, ({ params: { uri } }) => {
    subscriptions.remove(uri);
    return {};
  });
  server.setRequestHandler(CompleteRequestSchema, ({ params: { ref, argument } }, extra) =>
    guard(extra, async (caller) => {
      const found = ref.type === 'ref/resource' ? await complete(sources, ref.uri, argument.value, caller) : [];
      const values = found.slice(0, MAX_COMPLETIONS);
      return { completion: { values, hasMore: found.length > values.length } };
    }),
  );
  if (prompts !== undefined) {
    server.setRequestHandler(ListPromptsRequestSchema, () => ({ prompts: [...prompts.prompts] }));
    server.setRequestHandler(GetPromptRequestSchema, ({ params }) => {
      const found = prompts.get(params.name, params.arguments ?? {});
      if (found === undefined) throw new RpcError(ErrorCode.InvalidParams, 'There is no such prompt.');
      return found;
    });
  }
  server.onerror = report;
  return {
    server,
    get busy() {
      return busy;
    },
    disconnected() {
      connected = false;
      stopStamp();
      subscriptions.close();
    },
  };
}

async function callTool(sources: McpSources['tools'], call: ToolCall): Promise<CallToolResult> {
  for (const source of sources) {
    const result = await source.call(call);
    if (result !== undefined) return result;
  }
  throw new RpcError(
    ErrorCode.InvalidParams,
    `There is no tool "${call.name.slice(0, 200)}". List the tools to see which there are.`,
  );
}

async function complete({ resources }: McpSources, template: string, value: string, caller: Caller) {
  for (const source of resources) {
    const found = await source.complete(template, value, caller);
    if (found !== undefined) return found;
  }
  throw new RpcError(ErrorCode.InvalidParams, 'There is no such template. List the templates to see which there are.');
}
