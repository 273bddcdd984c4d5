import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnosis } from '../app-port.ts';
import { runCli } from '../run-cli.ts';
import { createFakeApp } from '../testing/fake-app.ts';
import { createFakeTerminal } from '../testing/fake-terminal.ts';

async function run(argv: readonly string[], diagnoses: readonly Diagnosis[]) {
  const fake = createFakeApp();
  fake.script.diagnoses = diagnoses;
  const { terminal, written } = createFakeTerminal();
  return { code: await runCli(argv, fake.app, terminal), stdout: written.stdout };
}

const OK: Diagnosis = { severity: 'ok', subject: 'Node', message: '24' };
const DOUBT: Diagnosis = { severity: 'warning', subject: 'Disk', message: 'Little is free.', advice: 'Free some.' };
const WRONG: Diagnosis = { severity: 'error', subject: 'Configuration', message: 'Wrong.\na.yaml:1: \u001b[2Jport' };

test('doctor lists what it found, what to do, and ends with 1 on errors only', async () => {
  const bad = await run(['doctor'], [OK, DOUBT, WRONG]);
  assert.equal(bad.code, 1);
  assert.equal(
    bad.stdout,
    '✔ Node: 24\n! Disk: Little is free.\n    → Free some.\n✖ Configuration: Wrong.\n    a.yaml:1: \\u001b[2Jport\n\n1 error, 1 warning\n',
  );
  assert.equal((await run(['doctor'], [OK, DOUBT])).code, 0);
  assert.match((await run(['doctor'], [OK])).stdout, /Everything is in order/);
});

test('doctor speaks JSON', async () => {
  const { code, stdout } = await run(['doctor', '--json'], [OK, WRONG]);
  assert.equal(code, 1);
  assert.deepEqual(JSON.parse(stdout), { healthy: false, diagnoses: [OK, WRONG] });
});
