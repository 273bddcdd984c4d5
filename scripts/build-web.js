// Builds the page of the workspace into web/dist: `npm run build`. npm calls it by itself after `npm ci` (`--if-possible`: an install
// without development packages has nothing to build with, and says so). Plain JavaScript that runs on any Node >= 18.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode24 } from '../bin/node24.js';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js');

if (!existsSync(VITE) || !existsSync(join(ROOT, 'web/vite.config.ts'))) {
  const message = 'The page of the workspace was not built: vite is not installed. Run `npm ci` without --omit=dev.';
  console.error(message);
  process.exit(process.argv.includes('--if-possible') ? 0 : 1);
}
const { status, signal, error } = spawnSync(
  findNode24(),
  [VITE, 'build', '--config', 'web/vite.config.ts', '--logLevel', 'warn'],
  {
    cwd: ROOT,
    stdio: 'inherit',
  },
);
if (error !== undefined) console.error(`The page of the workspace was not built: ${error.message}`);
process.exit(error === undefined && signal === null ? (status ?? 1) : 1);
