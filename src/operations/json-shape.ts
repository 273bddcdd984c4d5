import * as z from 'zod';
import type { JsonObject, JsonValue } from '#contract/json.ts';

/** Any JSON value. It comes from a JSON parser or from typed code, so nothing is looked at: a large value costs nothing. */
export const AnyJson = z.unknown() as unknown as z.ZodType<JsonValue, JsonValue>;

/** Any JSON object; its values are not looked at. */
export const AnyJsonObject = z.record(z.string(), z.unknown()) as unknown as z.ZodType<JsonObject, JsonObject>;
