// `npm test`: every check in order, stopping at the first that fails. `--only part` runs one; arguments after `--` go to it
// (for unit and e2e they replace the test files): `npm test -- --only unit -- src/engine/retry.test.ts`.
// Plain JavaScript that runs on any Node >= 18; the parts run under Node 24.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode24 } from '../bin/node24.js';
import { findChromiumProblem } from './chromium.js';
import { listFiles } from './list-files.js';
import { PARTS } from './parts.js';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const STOP_GRACE_MS = 3_000;

const argv = process.argv.slice(2);
const only = argv[0] === '--only' ? argv[1] : undefined;
const extra = argv.slice(only === undefined ? 0 : 2).filter((argument, index) => !(index === 0 && argument === '--'));
const parts = only === undefined ? PARTS : PARTS.filter((part) => part.name === only);
if (parts.length === 0 || (only === undefined && extra.length > 0)) {
  console.error(`usage: npm test [-- --only ${PARTS.map((part) => part.name).join('|')} [-- arguments of the part]]`);
  process.exit(2);
}

const temporary = mkdtempSync(join(tmpdir(), 'flowright-test-'));
let child;
let stoppedBy;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));

const started = Date.now();
/** Parts left out, with the reason. */
const skipped = [];
let failed;
for (const part of parts) {
  const problem = await runPart(part);
  if (problem !== undefined) {
    failed = `${part.name} ${problem}`;
    break;
  }
}
rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });

const total = `total ${seconds(Date.now() - started)}`;
if (failed === undefined) {
  for (const line of skipped) console.log(`\n– skipped, so not tested: ${line}`);
  const passed = parts.length - skipped.length;
  console.log(`\n✔ ${passed === parts.length ? 'all ' : ''}${passed} of ${parts.length} parts passed, ${total}`);
} else {
  console.error(`\n✖ stopped: ${failed}, ${total}`);
  process.exitCode = stoppedBy === undefined ? 1 : 128 + constants.signals[stoppedBy];
}

/** Runs a part; resolves to what was wrong with it, in words that follow its name. */
async function runPart(part) {
  console.log(`\n▶ ${part.name}`);
  const missing = findNothing(part);
  if (missing !== undefined) return missing;
  const lacking = part.needs === 'chromium' ? findChromiumProblem() : undefined;
  if (lacking !== undefined) {
    skipped.push(`${part.name}: ${lacking}`);
    console.log(`– ${part.name} skipped: ${lacking}`);
    return undefined;
  }
  const begun = Date.now();
  const problem = await runCommand(
    [...part.arguments, ...(part.patterns !== undefined && extra.length === 0 ? part.patterns : extra)],
    part.limitMs,
  );
  const time = seconds(Date.now() - begun);
  if (problem === undefined) console.log(`✔ ${part.name} ${time}`);
  return problem === undefined ? undefined : `${problem} after ${time}`;
}

/** A part that finds no test to run would pass and prove nothing. */
function findNothing({ folders, endings = ['.test.ts'] }) {
  if (folders === undefined || extra.length > 0) return undefined;
  const count = folders.flatMap((folder) => listFiles(ROOT, folder, endings)).length;
  return count === 0 ? `found no *${endings[0]} in ${folders.join(', ')}` : undefined;
}

function runCommand(command, limitMs) {
  return new Promise((resolve) => {
    if (stoppedBy !== undefined) return resolve(`was stopped by ${stoppedBy}`);
    let timedOut = false;
    child = spawn(findNode24(), command, {
      cwd: ROOT,
      env: cleanEnvironment(),
      stdio: ['ignore', 'inherit', 'inherit'],
      // Its own process group, so that what a test left behind ends with it.
      detached: process.platform !== 'win32',
    });
    const limit = setTimeout(() => {
      timedOut = true;
      // The test runner answers a SIGTERM with the name of the file it is stuck in.
      child.kill('SIGTERM');
      setTimeout(() => killGroup('SIGKILL'), STOP_GRACE_MS).unref();
    }, limitMs);
    child.on('error', (error) => {
      clearTimeout(limit);
      resolve(`could not start: ${error.message}`);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(limit);
      killGroup('SIGKILL');
      if (timedOut) resolve(`took longer than ${seconds(limitMs)} and was killed`);
      else if (stoppedBy !== undefined) resolve(`was stopped by ${stoppedBy}`);
      else if (code !== 0) resolve(`failed (${signal ?? `exit code ${code}`})`);
      else resolve(undefined);
    });
  });
}

/** Tests see no setting of the person who runs them, and what they leave in the temporary folder goes with it. */
function cleanEnvironment() {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('FLOWRIGHT_') && name !== 'NODE_OPTIONS'),
  );
  return {
    ...env,
    FLOWRIGHT_DATA: join(temporary, 'data'),
    TMPDIR: temporary,
    NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/flowright-test'),
  };
}

function stop(signal) {
  const again = stoppedBy !== undefined;
  stoppedBy = signal;
  killGroup(again ? 'SIGKILL' : signal);
  setTimeout(() => killGroup('SIGKILL'), STOP_GRACE_MS).unref();
}

function killGroup(signal) {
  if (child?.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function seconds(ms) {
  return `${(ms / 1_000).toFixed(1)} s`;
}
