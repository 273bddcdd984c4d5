import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { runCli } from '../run-cli.ts';
import { createFakeApp, type FakeApp } from './fake-app.ts';
import { createFakeTerminal, type FakeTerminalOptions } from './fake-terminal.ts';

/** Runs a command line against a fake program, and answers its exit code and what it wrote. */
export async function runCommand(
  argv: readonly string[],
  fake: FakeApp = createFakeApp(),
  options: FakeTerminalOptions = {},
) {
  const { terminal, written } = createFakeTerminal(options);
  const code = await runCli(argv, fake.app, terminal);
  assert.equal(fake.openCount(), 0, 'everything that was opened is closed');
  return { code, ...written };
}

/** An empty folder, deleted when the test ends. */
export function createFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowright-cli-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
