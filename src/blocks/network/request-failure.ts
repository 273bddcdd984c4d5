import { AppError } from '#contract/app-error.ts';
import { toShownUrl } from './request-url.ts';

/** Failures before anything of the request was sent: it is safe to send it again, whatever it does. */
const NOTHING_SENT = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such host. Check the name',
  EAI_AGAIN: 'its name could not be looked up. Check the network and DNS',
  ECONNREFUSED: 'it refused the connection. Check that the server runs and the port is right',
  ECONNRESET: 'it closed the connection',
  EPIPE: 'it closed the connection',
  UND_ERR_SOCKET: 'it closed the connection before its answer was complete',
  EHOSTUNREACH: 'it cannot be reached from here',
  ENETUNREACH: 'its network cannot be reached from here',
  ETIMEDOUT: 'it did not answer the connection in time',
  UND_ERR_CONNECT_TIMEOUT: 'it did not answer the connection in time',
  HPE_HEADER_OVERFLOW: 'its headers are too large',
  UND_ERR_HEADERS_OVERFLOW: 'its headers are too large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'its answer has not the length it announced',
  Z_DATA_ERROR: 'its answer is not compressed as it says',
  Z_BUF_ERROR: 'its compressed answer ends too early',
  ZSTD_error_prefix_unknown: 'its answer is not compressed as it says',
  EPROTO: 'it does not speak TLS there. Check that https is right for this port',
};

const TLS = /^(?:ERR_(?:TLS|SSL)_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|CRL_)/;

/** A chain of causes with no end would otherwise be followed for ever. */
const MAX_CAUSES = 8;

/**
 * What a failure of the network means to a person.
 * @param isEffect whether sending the request twice may do harm; it is then retried by itself only when nothing was sent
 */
export function toRequestFailure(thrown: unknown, url: URL, isEffect: boolean): unknown {
  const { app, code } = findCause(thrown);
  if (app !== undefined) return app;
  // Neither the network nor the system: a defect, which must not look like one of the remote.
  if (code === undefined) return thrown;
  const lead = `The request to ${toShownUrl(url)} failed: `;
  const data = { url: toShownUrl(url), system: code };
  if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED') {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return new AppError('input-invalid', `The request to ${toShownUrl(url)} cannot be sent: ${reason}.`, {
      cause: thrown,
      data,
    });
  }
  if (TLS.test(code)) {
    const message = `${lead}its TLS certificate or connection is not trusted (${code}). Check the host name and the server's certificate.`;
    return new AppError('request-failed', message, { cause: thrown, data, retry: 'never' });
  }
  const reason = REASONS[code] ?? 'the connection broke';
  const isUncertain = isEffect && !NOTHING_SENT.has(code);
  return new AppError('request-failed', `${lead}${reason} (${code}).${isUncertain ? UNCERTAIN : ''}`, {
    cause: thrown,
    data,
    ...(isUncertain ? { retry: 'never' as const } : {}),
  });
}

/** The failure of a request that took too long. */
export function toTimeoutFailure(url: URL, timeoutMs: number, isEffect: boolean): AppError {
  const message = `The request to ${toShownUrl(url)} took longer than ${timeoutMs} ms. Raise the time limit, or ask for less.`;
  return new AppError('request-timeout', isEffect ? message + UNCERTAIN : message, {
    data: { url: toShownUrl(url), timeoutMs },
    ...(isEffect ? { retry: 'never' as const } : {}),
  });
}

const UNCERTAIN =
  ' The server may have acted on it, so it is not sent again by itself; with an Idempotency-Key the server honours ("idempotent"), it is.';

function findCause(thrown: unknown): { readonly app?: AppError; readonly code?: string } {
  let code: string | undefined;
  let at = thrown;
  for (let depth = 0; at instanceof Error && depth < MAX_CAUSES; depth++) {
    if (at instanceof AppError) return { app: at };
    if (at instanceof AggregateError) {
      const app = at.errors.find((one) => one instanceof AppError);
      if (app !== undefined) return { app };
    }
    if (code === undefined && 'code' in at && typeof at.code === 'string') code = at.code;
    at = at.cause;
  }
  return code === undefined ? {} : { code };
}
