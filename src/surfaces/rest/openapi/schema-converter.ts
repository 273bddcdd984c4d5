import type { JSONSchema } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import * as z from 'zod';
import { JsonObject, JsonValue } from '#contract/json.ts';

type Converted = [required: boolean, schema: Exclude<JSONSchema, boolean>];

/** Turns zod into JSON Schema, with what oRPC's converter cannot say by itself. */
export function createSchemaConverter(): ZodToJsonSchemaConverter {
  return new ZodToJsonSchemaConverter({
    interceptors: [
      ({ schema, next }): Converted => {
        // Any JSON at all: spelling out its recursion would say less.
        if (schema === JsonValue) return [true, {}];
        if (schema === JsonObject) return [true, { type: 'object' }];
        if (schema._zod.def.type !== 'custom') return next();
        // A check in code says in its own words what it lets through.
        const { id: _, ...words } = z.globalRegistry.get(schema) ?? {};
        return [true, words as Converted[1]];
      },
    ],
  });
}
