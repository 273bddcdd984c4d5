import type { Tool, ToolAnnotations } from '@modelcontextprotocol/sdk/types.js';
import type { Effect } from '#contract/block.ts';
import type { JsonObject } from '#contract/json.ts';
import {
  callOperation,
  listOperations,
  type OperationDescription,
  type OperationRouter,
} from '#operations/describe.ts';
import type { Services } from '#operations/services.ts';
import type { ToolSource } from './sources.ts';
import { toToolResult } from './tool-result.ts';

/** Tools made of operations; streams are none. */
export interface OperationTools extends ToolSource {
  has(name: string): boolean;
}

/** Each operation as a tool. `onEffect` is called after each call that may have changed something. */
export function createOperationTools(
  services: Services,
  router: OperationRouter,
  onEffect: () => void,
): OperationTools {
  const byName = new Map<string, { readonly description: OperationDescription; tool?: Tool }>();
  for (const description of listOperations(router)) {
    if (!description.streams) byName.set(description.id.replaceAll('.', '_'), { description });
  }
  return {
    has: (name) => byName.has(name),
    async list(caller) {
      const principal = await services.authenticator.authenticate(caller.credentials, caller.address);
      const tools: Tool[] = [];
      for (const [name, entry] of byName) {
        const { permission } = entry.description.meta;
        if (permission !== null && principal?.permissions.has(permission) !== true) continue;
        entry.tool ??= toTool(name, entry.description);
        tools.push(entry.tool);
      }
      return tools;
    },
    async call({ name, input, caller, extra }) {
      const entry = byName.get(name);
      if (entry === undefined) return undefined;
      const { id, meta } = entry.description;
      const answer = await callOperation(router, id, input, { services, caller }, { signal: extra.signal });
      if (!isReadOnly(meta.effect)) onEffect();
      return toToolResult(answer);
    },
  };
}

/** What a model is told about the effect of a tool. */
export function toAnnotations(effect: Effect): ToolAnnotations {
  return {
    readOnlyHint: isReadOnly(effect),
    destructiveHint: effect === 'effect',
    idempotentHint: effect !== 'effect',
  };
}

function isReadOnly(effect: Effect): boolean {
  return effect === 'pure' || effect === 'read';
}

function toTool(name: string, { meta, route, description, inputSchema, outputSchema }: OperationDescription): Tool {
  const title = route.summary ?? name;
  return {
    name,
    title,
    description,
    inputSchema: { ...inputSchema, type: 'object' },
    ...(isObjectSchema(outputSchema) ? { outputSchema: { ...outputSchema, type: 'object' as const } } : {}),
    annotations: { title, ...toAnnotations(meta.effect) },
  };
}

function isObjectSchema(schema: JsonObject): boolean {
  return schema.type === 'object';
}
