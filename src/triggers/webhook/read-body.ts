import type { IncomingMessage } from 'node:http';
import { AppError } from '#contract/app-error.ts';
import type { Clock } from '#hosts/embedded/ports.ts';

const EMPTY: Buffer = Buffer.alloc(0);

/** Bytes of bodies that are being read, over all requests. */
export interface BodyBudget {
  usedBytes: number;
  readonly maxBytes: number;
}

/** Bounds of one body. */
export interface BodyLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly budget: BodyBudget;
}

/** Whether the request has a body at all. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function toTooLarge(maxBytes: number): AppError {
  return new AppError(
    'limit-exceeded',
    `The body is larger than ${maxBytes} bytes, the most this webhook takes. Send less.`,
    {
      data: { maxBytes },
    },
  );
}

/**
 * The whole body as it came; undefined when the client went away meanwhile.
 * @throws AppError limit-exceeded, request-timeout, queue-full
 */
export function readBody(request: IncomingMessage, limits: BodyLimits): Promise<Buffer | undefined> {
  if (!hasBody(request)) return Promise.resolve(EMPTY);
  const { maxBytes, timeoutMs, clock, budget } = limits;
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(toTooLarge(maxBytes));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (act: () => void) => {
      stopTimer();
      budget.usedBytes -= size;
      request.off('data', take).off('end', end).off('close', leave).off('error', leave);
      act();
    };
    const fail = (error: AppError) => settle(() => reject(error));
    const stopTimer = clock.after(timeoutMs, () =>
      fail(new AppError('request-timeout', `The body did not arrive within ${timeoutMs} ms. Send it faster.`)),
    );
    const take = (chunk: Buffer) => {
      size += chunk.length;
      budget.usedBytes += chunk.length;
      chunks.push(chunk);
      if (size > maxBytes) fail(toTooLarge(maxBytes));
      else if (budget.usedBytes > budget.maxBytes)
        fail(new AppError('queue-full', 'Too many large requests arrive at once. Try again in a moment.'));
    };
    const end = () =>
      settle(() => {
        const [only] = chunks;
        resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, size));
      });
    const leave = () => settle(() => resolve(undefined));
    request.on('data', take).on('end', end).on('close', leave).on('error', leave);
  });
}
