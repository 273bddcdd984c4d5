import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';

/** What a tool answers: as text for models, and as an object for programs. */
export function toToolResult(value: unknown, meta?: JsonObject): CallToolResult {
  const content: CallToolResult['content'] =
    value === undefined || value === null ? [] : [{ type: 'text', text: toText(value) }];
  return {
    content,
    ...(isObject(value) ? { structuredContent: { ...value } } : {}),
    ...(meta === undefined ? {} : { _meta: { ...meta } }),
  };
}

/** A failure as the model sees it, which may then do better. Its facts are no structured content: that is what `outputSchema` says. */
export function toToolError({ code, message, data }: ErrorInfo, meta?: JsonObject): CallToolResult {
  const error = { code, message, ...(data === undefined ? {} : { data }) };
  return {
    isError: true,
    content: [{ type: 'text', text: `${code}: ${message}` }],
    _meta: { ...meta, 'flowright/error': error },
  };
}

/** The output of a run, which may be any value, as an object. */
export function toStructured(output: JsonValue | undefined): JsonObject {
  return isObject(output) ? output : { output: output ?? null };
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
