import { Readable } from 'node:stream';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { BlockContext, FileAccess } from '../context.ts';
import { isObject } from '../data/json-kind.ts';
import { readChoice, readText, wrongType } from '../data/read-input.ts';
import { decodeBase64 } from '../io/encode-content.ts';
import { prepareFile, type RequestBody } from './body-source.ts';
import { createMultipart } from './multipart.ts';
import { toPairs } from './request-url.ts';

const KINDS = ['auto', 'none', 'json', 'form', 'multipart', 'text', 'binary', 'file'] as const;

/**
 * The body of the step's inputs; `undefined` when there is none.
 * @throws AppError `input-invalid`, `path-refused`, `file-missing`
 */
export async function readBody({
  inputs,
  files,
}: Pick<BlockContext, 'inputs' | 'files'>): Promise<RequestBody | undefined> {
  const { body } = inputs;
  const kind = readChoice(inputs, 'bodyKind', KINDS, 'auto');
  switch (kind) {
    case 'none':
      return undefined;
    case 'auto':
      if (body === undefined || body === null) return undefined;
      return typeof body === 'string'
        ? fromText(body, 'text/plain; charset=utf-8')
        : fromText(JSON.stringify(body), 'application/json');
    case 'json':
      return fromText(JSON.stringify(body ?? null), 'application/json');
    case 'form':
      return fromText(toForm(body), 'application/x-www-form-urlencoded');
    case 'text':
      if (body === null || typeof body === 'object') throw wrongType('body', 'text', body);
      return fromText(String(body ?? ''), 'text/plain; charset=utf-8');
    case 'binary':
      return fromBytes(decodeBase64(body, 'body'), 'application/octet-stream');
    case 'file':
      return fromFile(files, readText(inputs, 'bodyFile'));
    case 'multipart':
      return createMultipart(files, toFields(body), inputs.files ?? []);
  }
}

function fromText(text: string, contentType: string): RequestBody {
  return fromBytes(Buffer.from(text), contentType);
}

function fromBytes(bytes: Buffer, contentType: string): RequestBody {
  return { contentType, sizeBytes: bytes.length, open: () => bytes };
}

async function fromFile(files: FileAccess, path: string): Promise<RequestBody> {
  const { sizeBytes, read } = await prepareFile(files, path);
  return {
    contentType: 'application/octet-stream',
    sizeBytes,
    open: () => Readable.from(read(), { objectMode: false }),
  };
}

function toForm(body: JsonValue | undefined): string {
  if (typeof body === 'string') return body;
  const form = new URLSearchParams();
  for (const [name, value] of toPairs(toFields(body))) form.append(name, value);
  return form.toString();
}

function toFields(body: JsonValue | undefined): JsonObject {
  if (body === undefined || body === null) return {};
  if (!isObject(body)) throw wrongType('body', 'an object of fields', body);
  return body;
}
