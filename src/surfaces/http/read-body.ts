import type { IncomingMessage } from 'node:http';
import { AppError } from '#contract/app-error.ts';

/** Largest body of a request, in bytes, unless an operation asks for more. */
export const DEFAULT_BODY_BYTES = 1_000_000;

/**
 * The whole body, up to `maxBytes`. What is over the limit is not read.
 * @throws AppError limit-exceeded, usage-invalid (compressed, or the client went away)
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new AppError('usage-invalid', 'Compressed requests are not taken. Send the body without "Content-Encoding".');
  }
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw toLimitError(maxBytes);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw toLimitError(maxBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('usage-invalid', 'The request ended before its body was complete. Send it again.', {
      cause: error,
    });
  }
  return Buffer.concat(chunks, size);
}

function toLimitError(maxBytes: number): AppError {
  return new AppError(
    'limit-exceeded',
    `The body of the request is larger than ${maxBytes} bytes. Send less at once.`,
    {
      data: { maxBytes },
    },
  );
}
