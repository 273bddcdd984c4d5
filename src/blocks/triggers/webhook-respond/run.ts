import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import type { BlockHandler } from '../../context.ts';
import { describeValue, isObject } from '../../data/json-kind.ts';
import { toResponseHeaders } from '../response-headers.ts';

/** The body as its kind needs it: text for all but JSON. */
function toBody(kind: JsonValue | undefined, body: JsonValue): JsonValue {
  if (kind === 'json') return body;
  if (kind === 'none' || body === null) return null;
  if (kind === 'base64') {
    if (typeof body === 'string' && /^[A-Za-z0-9+/_-]*={0,2}$/.test(body)) return body;
    throw new AppError('input-invalid', `Input "body": ${describeValue(body)} is no base64. Encode the bytes first.`, {
      data: { field: 'body' },
    });
  }
  return typeof body === 'object' ? JSON.stringify(body) : String(body);
}

/** Says what to answer; whoever holds the request finds it in the journal. */
export const run: BlockHandler = ({ inputs }) => {
  const { status, kind, body, headers } = inputs;
  return {
    status: status ?? 200,
    kind: kind ?? 'json',
    headers: isObject(headers) ? toResponseHeaders(headers) : {},
    body: toBody(kind, body ?? null),
  };
};
