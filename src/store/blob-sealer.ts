import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { constants, zstdCompressSync } from 'node:zlib';
import { LARGE_TEXT, type RunWrite } from './writer-protocol.ts';

/** A large value ready for the blob table. `data` is made when it turns out that the table does not have it. */
interface SealedBlob {
  readonly hash: string;
  data: Uint8Array | undefined;
  encoding: 'zstd' | 'none';
}

/** Puts large values into the blob table, once each. Used by the writer thread only. */
export interface BlobSealer {
  /** Hashes and compresses what a group needs, before its transaction takes the write lock. */
  prepare(runs: readonly RunWrite[]): void;
  /** Inside the transaction: makes sure the value is stored and belongs to the run. Returns its hash. */
  store(runNumber: number, text: string): string;
  /** Forgets what was prepared. */
  clear(): void;
}

function compress(text: string, sealed: SealedBlob): Uint8Array {
  const plain = Buffer.from(text, 'utf8');
  const packed = zstdCompressSync(plain, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
  sealed.encoding = packed.length < plain.length ? 'zstd' : 'none';
  return sealed.encoding === 'zstd' ? packed : plain;
}

export function createBlobSealer(db: DatabaseSync): BlobSealer {
  const find = db.prepare('SELECT 1 FROM blobs WHERE hash = ?');
  const insert = db.prepare('INSERT INTO blobs (hash, size, encoding, data) VALUES (?, ?, ?, ?)');
  const refer = db.prepare('INSERT INTO blob_refs (run_n, hash) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const prepared = new Map<string, SealedBlob>();

  function seal(text: string): SealedBlob {
    let sealed = prepared.get(text);
    if (sealed === undefined) {
      sealed = { hash: createHash('sha256').update(text, 'utf8').digest('hex'), data: undefined, encoding: 'none' };
      if (find.get(sealed.hash) === undefined) sealed.data = compress(text, sealed);
      prepared.set(text, sealed);
    }
    return sealed;
  }

  return {
    prepare(runs) {
      for (const run of runs) {
        for (const chunk of run.chunks) for (const large of chunk.large ?? []) seal(large.text);
        const output = run.change?.output;
        if (typeof output === 'string' && output.length > LARGE_TEXT) seal(output);
      }
    },
    store(runNumber, text) {
      const sealed = seal(text);
      // Another process may have stored or pruned it since `prepare`.
      if (find.get(sealed.hash) === undefined) {
        sealed.data ??= compress(text, sealed);
        insert.run(sealed.hash, Buffer.byteLength(text, 'utf8'), sealed.encoding, sealed.data);
      }
      refer.run(runNumber, sealed.hash);
      return sealed.hash;
    },
    clear: () => prepared.clear(),
  };
}
