import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonObject } from '#contract/json.ts';

/** A failure as a value among a step's outputs or another error's data. */
export function toErrorObject({ code, message, data }: ErrorInfo): JsonObject {
  return { code, message, ...(data === undefined ? {} : { data }) };
}
