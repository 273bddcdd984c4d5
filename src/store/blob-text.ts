import { zstdDecompressSync } from 'node:zlib';

/** The text of a stored blob. Throws when the bytes do not make the recorded size. */
export function unpackBlob(data: unknown, encoding: unknown, size: unknown): string {
  if (!(data instanceof Uint8Array)) throw new TypeError('a blob holds bytes');
  const plain = encoding === 'zstd' ? zstdDecompressSync(data, { maxOutputLength: Math.max(1, Number(size)) }) : data;
  if (plain.byteLength !== Number(size))
    throw new RangeError(`a blob has ${plain.byteLength} bytes instead of ${size}`);
  return Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength).toString('utf8');
}
