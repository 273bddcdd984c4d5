import { mkdtempSync, rmSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { openStore, type Store, type StoreOptions } from '../store.ts';

const folders: string[] = [];

function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** A folder that goes with the process: later than any store in it is closed. */
export function createTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowright-test-'));
  if (folders.push(folder) === 1) process.once('exit', removeFolders);
  return folder;
}

/** A store that is closed when the test ends, in a folder of its own unless one is given. */
export async function openTemporaryStore(t: TestContext, options: Partial<StoreOptions> = {}): Promise<Store> {
  // The writer threads of all tests share what stripping their types once made.
  enableCompileCache();
  const dataDir = options.dataDir ?? createTemporaryFolder();
  const store = await openStore({ ...options, dataDir });
  t.after(() => store.close());
  return store;
}
