import type { IncomingMessage } from 'node:http';
import { AppError } from '#contract/app-error.ts';
import { readBody } from './read-body.ts';

/**
 * The JSON of the body; undefined when it is empty.
 * @throws AppError limit-exceeded, usage-invalid (no JSON by its type), document-unreadable
 */
export async function readJsonBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const bytes = await readBody(request, maxBytes);
  if (bytes.length === 0) return undefined;
  assertJsonType(request.headers['content-type']);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new AppError('document-unreadable', 'The body of the request is no valid JSON in UTF-8. Correct it.', {
      cause: error,
    });
  }
}

function assertJsonType(header: string | undefined): void {
  const type = header?.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'application/json' || (type?.startsWith('application/') && type.endsWith('+json'))) return;
  throw new AppError('usage-invalid', 'Only JSON is taken. Send the body with "Content-Type: application/json".');
}
