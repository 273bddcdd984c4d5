import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { FileAccess } from '../context.ts';
import { isList, isObject } from '../data/json-kind.ts';
import { wrongType } from '../data/read-input.ts';
import { prepareFile, type RequestBody } from './body-source.ts';
import { toValue } from './request-headers.ts';
import { toPairs } from './request-url.ts';

interface Part {
  readonly head: Buffer;
  readonly sizeBytes: number;
  read(): AsyncGenerator<Buffer>;
}

/**
 * A `multipart/form-data` body (RFC 7578) of fields and files `{ name, path, fileName, contentType }`. Files are streamed.
 * @throws AppError `input-invalid`, `path-refused`, `file-missing`
 */
export async function createMultipart(files: FileAccess, fields: JsonObject, uploads: JsonValue): Promise<RequestBody> {
  if (!isList(uploads)) throw wrongType('files', 'a list', uploads);
  const boundary = `flowright-${randomUUID()}`;
  const parts: Part[] = toPairs(fields).map(([name, value]) => toFieldPart(boundary, name, value));
  for (const [index, upload] of uploads.entries())
    parts.push(await toFilePart(files, boundary, upload, `files[${index}]`));
  const tail = Buffer.from(`--${boundary}--\r\n`);
  const lineEnd = Buffer.from('\r\n');
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    sizeBytes: parts.reduce((sum, part) => sum + part.head.length + part.sizeBytes + lineEnd.length, tail.length),
    open: () => {
      const write = async function* () {
        for (const part of parts) {
          yield part.head;
          yield* part.read();
          yield lineEnd;
        }
        yield tail;
      };
      return Readable.from(write(), { objectMode: false });
    },
  };
}

function toFieldPart(boundary: string, name: string, value: string): Part {
  const bytes = Buffer.from(value);
  return {
    head: Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${quote(name)}"\r\n\r\n`),
    sizeBytes: bytes.length,
    read: async function* () {
      yield bytes;
    },
  };
}

async function toFilePart(files: FileAccess, boundary: string, upload: JsonValue, place: string): Promise<Part> {
  const given = typeof upload === 'string' ? { path: upload } : upload;
  if (!isObject(given) || typeof given.path !== 'string') throw wrongType(place, 'an object { name, path }', upload);
  const { path, name = 'file', fileName = basename(path), contentType = 'application/octet-stream' } = given;
  if (typeof name !== 'string') throw wrongType(`${place}.name`, 'text', name);
  if (typeof fileName !== 'string') throw wrongType(`${place}.fileName`, 'text', fileName);
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="${quote(name)}"; filename="${quote(fileName)}"\r\n` +
    `Content-Type: ${toValue('Content-Type', contentType)}\r\n\r\n`;
  return { head: Buffer.from(head), ...(await prepareFile(files, path)) };
}

/** As browsers write names (HTML standard, multipart/form-data encoding). */
function quote(name: string): string {
  return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
}
