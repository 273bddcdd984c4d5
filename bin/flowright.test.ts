import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('.', import.meta.url));

const MAIN = `
const what: string = process.argv[2] ?? '';
if (what === 'exit') process.exitCode = Number(process.argv[3]);
if (what === 'stay' || what === 'listen') setInterval(() => {}, 1_000);
if (what === 'listen') {
  process.on('SIGINT', () => console.log('SIGINT'));
  process.on('SIGTERM', () => { console.log('SIGTERM'); process.exit(0); });
}
console.log('pid ' + process.pid);
`;

interface Launched {
  readonly launcher: ChildProcessWithoutNullStreams;
  readonly lines: AsyncIterator<string>;
  readonly childId: number;
}

/** Starts a copy of bin/ over a small main.ts, through the launcher whatever Node runs the test. */
async function launch(t: TestContext, ...args: readonly string[]): Promise<Launched> {
  const root = mkdtempSync(join(tmpdir(), 'flowright-bin-'));
  cpSync(BIN, join(root, 'bin'), { recursive: true });
  mkdirSync(join(root, 'src/app'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(join(root, 'src/app/main.ts'), MAIN);
  writeFileSync(
    join(root, 'start.js'),
    "import { launch } from './bin/launcher.js';\nlaunch(process.execPath, ['bin/flowright.js', ...process.argv.slice(2)]);\n",
  );
  const launcher = spawn(process.execPath, ['start.js', ...args], {
    cwd: root,
    env: { ...process.env, XDG_CACHE_HOME: root },
  });
  launcher.stderr.pipe(process.stderr);
  const lines = createInterface({ input: launcher.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  const childId = Number(String(first.value).replace('pid ', ''));
  t.after(() => {
    launcher.kill('SIGKILL');
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  });
  return { launcher, lines, childId };
}

test("the exit code is the child's", async (t) => {
  const { launcher } = await launch(t, 'exit', '3');
  assert.deepEqual(await once(launcher, 'exit'), [3, null]);
});

test('a child that a signal ended gives 128 and the number of the signal', async (t) => {
  const { launcher, childId } = await launch(t, 'stay');
  process.kill(childId, 'SIGTERM');
  assert.deepEqual(await once(launcher, 'exit'), [143, null]);
});

test('a signal to the launcher alone reaches the child', async (t) => {
  const { launcher, lines } = await launch(t, 'listen');
  launcher.kill('SIGTERM');
  assert.equal((await lines.next()).value, 'SIGTERM');
  assert.deepEqual(await once(launcher, 'exit'), [0, null]);
});

test('a signal the terminal delivers to both reaches the child once', async (t) => {
  const { launcher, lines, childId } = await launch(t, 'listen');
  process.kill(childId, 'SIGINT');
  launcher.kill('SIGINT');
  assert.equal((await lines.next()).value, 'SIGINT');
  launcher.kill('SIGTERM');
  assert.equal((await lines.next()).value, 'SIGTERM', 'no second SIGINT came before');
});

test('a child whose launcher was killed with kill -9 dies as well', async (t) => {
  const { launcher } = await launch(t, 'listen');
  launcher.kill('SIGKILL');
  // The child holds the other end of stdout: it closes only once both are gone.
  await once(launcher, 'close');
});
