import * as z from 'zod';

/** Any value that survives a trip through JSON. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Accepts any JSON value. Values come from `JSON.parse` or typed code, so the check stays shallow. */
export const JsonValue: z.ZodType<JsonValue> = z.json() as z.ZodType<JsonValue>;
export const JsonObject: z.ZodType<JsonObject> = z.record(z.string(), JsonValue);
