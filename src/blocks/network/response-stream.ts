import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { AppError } from '#contract/app-error.ts';

/** Encodings {@link decompress} knows, as a request announces them. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br, zstd';

const MAX_ENCODINGS = 3;

/**
 * The body without its `Content-Encoding`.
 * @throws AppError `response-rejected` for encodings nobody asked for
 */
export function decompress(body: Readable, contentEncoding: string | undefined): Readable {
  const names = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  const steps = names.length > MAX_ENCODINGS ? [undefined] : names.toReversed().map(createDecoder);
  let stream = body;
  for (const step of steps) {
    if (step === undefined) {
      // Ending it early is an error to its listeners.
      body.on('error', () => undefined).destroy();
      throw new AppError(
        'response-rejected',
        `The answer is encoded as "${contentEncoding?.slice(0, 100)}", which is not understood.`,
      );
    }
    // Errors reach whoever reads the last stream.
    stream = pipeline(stream, step, () => undefined);
  }
  return stream;
}

function createDecoder(name: string): Transform | undefined {
  switch (name) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    case 'zstd':
      return createZstdDecompress();
    default:
      return undefined;
  }
}

/** Counts bytes over one or several answers. */
export interface Budget {
  /** @throws AppError `limit-exceeded` */
  take(bytes: number): void;
}

/** A budget of `maxBytes`. */
export function createBudget(maxBytes: number): Budget {
  let taken = 0;
  return {
    take: (bytes) => {
      taken += bytes;
      if (taken <= maxBytes) return;
      throw new AppError(
        'limit-exceeded',
        `The answer has more than ${maxBytes} bytes (decompressed). Raise "maxResponseBytes", ask for less, or save it to a file.`,
        {
          data: { limit: maxBytes },
        },
      );
    },
  };
}

/** Passes chunks on while the budget lasts. */
export async function* limitBytes(stream: Readable, budget: Budget): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    budget.take(chunk.length);
    yield chunk;
  }
}

/** All of a stream. */
export async function collectBytes(stream: Readable, budget: Budget): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of limitBytes(stream, budget)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The start of a stream, for messages; a failure to read it gives what came before. */
export async function readExcerpt(stream: Readable, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= maxBytes) break;
    }
  } catch {
    // The status is the failure to report, not its broken explanation.
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString();
}
