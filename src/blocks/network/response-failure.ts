import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import { toShownUrl } from './request-url.ts';

const MAX_EXCERPT = 500;
const MAX_RETRY_AFTER_MS = 24 * 3_600_000;

/** An answer whose status is not accepted. */
export interface RejectedAnswer {
  readonly url: URL;
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** Its body as text, as far as it was read. */
  readonly text: string;
}

/** `response-unavailable` when the server may answer better later, `response-rejected` otherwise. */
export function toResponseFailure({ url, status, retryAfter, text }: RejectedAnswer, now: number): AppError {
  const isPassing = status === 408 || status === 425 || status === 429 || status >= 500;
  const excerpt = text.trim().slice(0, MAX_EXCERPT);
  const retryAfterMs = isPassing ? parseRetryAfter(retryAfter, now) : undefined;
  const data: JsonObject = {
    status,
    url: toShownUrl(url),
    ...(excerpt === '' ? {} : { body: excerpt }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
  const said = excerpt === '' ? '' : `: ${excerpt.replace(/\s+/g, ' ').slice(0, 200)}`;
  return new AppError(
    isPassing ? 'response-unavailable' : 'response-rejected',
    `${toShownUrl(url)} answered ${status}${said}${said === '' ? '.' : ''} ${toAdvice(status)}`,
    {
      data,
    },
  );
}

/** Milliseconds of a `Retry-After` header: seconds or an HTTP date; at most a day. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const ms = /^\d{1,10}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS) : undefined;
}

function toAdvice(status: number): string {
  switch (status) {
    case 401:
    case 407:
      return 'Check the authentication of the step.';
    case 403:
      return 'Check that the credentials may do this.';
    case 404:
    case 410:
      return 'Check the address.';
    case 405:
      return 'Check the method.';
    case 408:
    case 425:
    case 429:
      return 'The server asks for fewer or later requests.';
    default:
      return status >= 500
        ? 'The server failed; it may work later.'
        : 'Check the request, or accept this status in the step.';
  }
}
