import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonValue } from '#contract/json.ts';

/** One link of why something failed. */
export interface Cause {
  readonly code: string;
  readonly message: string;
  /** Run it happened in, when that is another one. */
  readonly runId?: string;
  /** Step it happened at, when that is another one. */
  readonly path?: string;
}

/** Links followed; errors inside errors end somewhere. */
const MAX_CAUSES = 10;

/** Why an error happened, outermost first: called runs and failed items carry the error that was theirs. */
export function toCauses(error: ErrorInfo): readonly Cause[] {
  const causes: Cause[] = [];
  let data: JsonValue | undefined = error.data;
  while (isObject(data) && causes.length < MAX_CAUSES) {
    const { error: inner, runId, step, index, cause } = data as Readonly<Record<string, JsonValue>>;
    const place = {
      ...(typeof runId === 'string' ? { runId } : {}),
      ...(typeof step === 'string' ? { path: step } : {}),
    };
    if (isObject(inner) && typeof inner.message === 'string') {
      causes.push({ code: String(inner.code ?? ''), message: inner.message, ...place });
      data = inner.data;
      continue;
    }
    if (typeof cause === 'string' && typeof index === 'number') {
      // The message of a failed item is in that of its loop already.
      causes.push({ code: cause, message: '', ...place });
    }
    break;
  }
  return causes;
}

function isObject(value: JsonValue | undefined): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
