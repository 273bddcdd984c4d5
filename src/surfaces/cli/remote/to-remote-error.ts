import { ORPCError } from '@orpc/client';
import { AppError } from '#contract/app-error.ts';
import { isErrorCode } from '#contract/error-table.ts';
import type { JsonObject } from '#contract/json.ts';

/** Why a server could not be asked, or what it refused, as an error of the product. Other errors stay what they are. */
export function toRemoteError(error: unknown, url: string): unknown {
  if (error instanceof AppError) return error;
  if (!(error instanceof ORPCError)) {
    if (!isNetworkFailure(error)) return error;
    return new AppError(
      'request-failed',
      `No server answers at ${url}${toReason(error)}. Start it with "flowright serve", or correct --server.`,
      { cause: error },
    );
  }
  const { code, message, status, data } = error;
  if (code === 'unauthenticated') {
    return new AppError(
      code,
      `The server at ${url} does not accept the token: ${message}\nGive one with --token or FLOWRIGHT_TOKEN.`,
      { cause: error },
    );
  }
  if (isErrorCode(code)) return new AppError(code, message, { cause: error, ...(isObject(data) ? { data } : {}) });
  return new AppError(
    'response-rejected',
    `What answers at ${url} is no Flowright server of this version (status ${status}). Check --server.`,
    { cause: error },
  );
}

/** Whether the connection failed, so that nothing is known of what was asked. */
export function isNetworkFailure(error: unknown): boolean {
  return error instanceof TypeError && (error.message === 'fetch failed' || error.message === 'terminated');
}

function toReason(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? ` (${code})` : '';
}

function isObject(data: unknown): data is JsonObject {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
