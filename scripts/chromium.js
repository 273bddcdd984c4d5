// Makes sure there is a Chromium for the browser tests: the system's, installed with the system's package manager when this is root.
// Plain JavaScript that runs on any Node >= 18.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const INSTALL_LIMIT_MS = 240_000;

/**
 * Why there is no Chromium, in words; `undefined` when there is one. `FLOWRIGHT_CHROMIUM` names one elsewhere.
 * @returns {string | undefined}
 */
export function findChromiumProblem() {
  if (isThere()) return undefined;
  if (process.env.FLOWRIGHT_CHROMIUM !== undefined)
    return `FLOWRIGHT_CHROMIUM names ${process.env.FLOWRIGHT_CHROMIUM}, which is not there`;
  if (process.getuid?.() !== 0)
    return 'there is no Chromium and this is not root; install it with `sudo apt-get install chromium`';
  console.log('There is no Chromium: installing it with apt-get.');
  for (const words of [['update'], ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']]) {
    const { status, error, stderr } = spawnSync('apt-get', words, {
      encoding: 'utf8',
      timeout: INSTALL_LIMIT_MS,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    // An update that failed in part may still be enough for the install.
    if (status === 0 || words[0] === 'update') continue;
    return `there is no Chromium and \`apt-get ${words.join(' ')}\` failed: ${error?.message ?? String(stderr).trim().split('\n').at(-1)}`;
  }
  return isThere() ? undefined : 'apt-get installed no Chromium that can be found';
}

function isThere() {
  if (process.env.FLOWRIGHT_CHROMIUM !== undefined) return existsSync(process.env.FLOWRIGHT_CHROMIUM);
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.some((name) => folders.some((folder) => existsSync(join(folder, name))));
}
