import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type {
  CallToolResult,
  GetPromptResult,
  LoggingLevel,
  Prompt,
  ReadResourceResult,
  Resource,
  ResourceTemplate,
  ServerNotification,
  ServerRequest,
  Tool,
} from '@modelcontextprotocol/sdk/types.js';
import type { JsonObject } from '#contract/json.ts';
import type { Caller } from '#operations/caller.ts';

/** One call of a tool, as its source sees it. */
export interface ToolCall {
  readonly name: string;
  readonly input: JsonObject;
  readonly caller: Caller;
  /** What the SDK knows of the request; its signal aborts when the client cancels or is gone. */
  readonly extra: RequestHandlerExtra<ServerRequest, ServerNotification>;
  /** Whether the client is connected: an abort is then its wish. */
  isConnected(): boolean;
  /** Tells how far the call is; does nothing when the client did not ask. `progress` has to grow. */
  progress(progress: number, total: number | undefined, message: string): Promise<void>;
  /** Sends a message of the log, when the client wants such ones. */
  log(level: LoggingLevel, data: JsonObject): Promise<void>;
}

/** Where tools come from. */
export interface ToolSource {
  /** The tools this caller may use, each name once. */
  list(caller: Caller): Promise<readonly Tool[]>;
  /** `undefined` when there is no such tool here. */
  call(call: ToolCall): Promise<CallToolResult | undefined>;
}

/** One page of a list, and where the next begins. */
export interface ResourcePage {
  readonly resources: readonly Resource[];
  readonly nextCursor?: string | undefined;
}

/** Where resources come from. */
export interface ResourceSource {
  readonly templates: readonly ResourceTemplate[];
  /** @throws AppError unauthenticated, forbidden */
  list(caller: Caller, cursor: string | undefined): Promise<ResourcePage>;
  /** `undefined` when the address is none of these. @throws AppError when there is nothing at it */
  read(uri: string, caller: Caller): Promise<ReadResourceResult | undefined>;
  /** Calls `onUpdate` after changes, until stopped. `undefined` when the address is none of these. */
  watch(uri: string, caller: Caller, onUpdate: () => void): Promise<(() => void) | undefined>;
  /** Values for the variable of a template that begin with `value`. `undefined` for another template. */
  complete(template: string, value: string, caller: Caller): Promise<readonly string[] | undefined>;
}

/** Where prompts come from. */
export interface PromptSource {
  readonly prompts: readonly Prompt[];
  get(name: string, input: Readonly<Record<string, string>>): GetPromptResult | undefined;
}

/** What a server is made of. In all lists the first source that knows a name answers. */
export interface McpSources {
  readonly tools: readonly ToolSource[];
  readonly resources: readonly ResourceSource[];
  readonly prompts?: PromptSource;
  /** Something that changes when the list of tools does. */
  toolStamp(): string;
}
