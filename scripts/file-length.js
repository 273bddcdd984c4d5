import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from './list-files.js';

const LIMIT = 400;
const FOLDERS = ['src', 'bin', 'scripts', 'web'];
const ENDINGS = ['.ts', '.tsx', '.js', '.mjs', '.css'];
const EXEMPT = /\.test\.tsx?$|\/(migrations|fixtures|__fixtures__)\//;

/**
 * Files longer than a file may be, as messages.
 * @param {string} root
 * @returns {string[]}
 */
export function findLongFiles(root) {
  const problems = [];
  for (const path of FOLDERS.flatMap((folder) => listFiles(root, folder, ENDINGS))) {
    if (EXEMPT.test(path)) continue;
    const lines = readFileSync(join(root, path), 'utf8').split('\n').length - 1;
    if (lines > LIMIT) problems.push(`${path}: ${lines} lines, ${LIMIT} at most: split it where it changes subject`);
  }
  return problems;
}
