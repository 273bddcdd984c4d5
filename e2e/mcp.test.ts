import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { startConformanceServer } from './conformance/server.ts';
import { createFlowright, type Flowright, ROOT } from './testing/flowright.ts';

const LIMIT_MS = 60_000;
const MAIN = join(ROOT, 'bin/flowright.js');
const INSPECTOR = join(ROOT, 'node_modules/@modelcontextprotocol/inspector/cli/build/cli.js');
const SUITE = join(ROOT, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
const run = promisify(execFile);

/** Imports a callable workflow that greets. */
async function importGreet(flowright: Flowright): Promise<void> {
  const file = flowright.write(
    'greet',
    [{ id: 'say', input: { values: { text: 'Hello, {{ input.name }}!' } }, process: { block: 'data.set' } }],
    {
      tags: ['callable'],
      inputs: [{ id: 'name', type: 'string', required: true }],
      outputs: { greeting: '{{ say.text }}' },
    },
  );
  const { code, stderr } = await flowright.run('workflows', 'import', file);
  assert.equal(code, 0, stderr);
}

test('a client that starts "flowright mcp" calls a workflow, and standard output carries nothing but the protocol', async (t) => {
  const flowright = createFlowright(t);
  await importGreet(flowright);
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [MAIN, 'mcp', '--data', join(flowright.folder, 'data')],
    cwd: flowright.folder,
    stderr: 'pipe',
  });
  const client = new Client({ name: 'test', version: '1' });
  const faults: Error[] = [];
  client.onerror = (error) => faults.push(error);
  await client.connect(transport);
  t.after(() => client.close());
  const { tools } = await client.listTools();
  assert.ok(tools.some(({ name }) => name === 'greet') && tools.some(({ name }) => name === 'run_list'));
  const result = await client.callTool({ name: 'greet', arguments: { name: 'Ada' } });
  assert.deepEqual(result.structuredContent, { greeting: 'Hello, Ada!' });
  await client.close();
  assert.deepEqual(faults, []);
});

test('"flowright mcp" ends by itself when its input ends', async (t) => {
  const started = createFlowright(t).start('mcp');
  started.child.stdin.write('{"jsonrpc":"2.0","id":1,"method":"ping"}\nno JSON\n');
  await started.waitForText('"result":{}');
  started.child.stdin.end();
  const { code, stdout } = await started.ended;
  assert.equal(code, 0);
  assert.equal(stdout, '{"result":{},"jsonrpc":"2.0","id":1}\n');
});

test('the official inspector lists and calls a workflow tool', async (t) => {
  const flowright = createFlowright(t);
  await importGreet(flowright);
  const inspect = async (...more: readonly string[]) => {
    const server = [process.execPath, MAIN, 'mcp', '--data', join(flowright.folder, 'data')];
    const { stdout } = await run(process.execPath, [INSPECTOR, '--cli', ...server, ...more], { timeout: LIMIT_MS });
    return JSON.parse(stdout);
  };
  const { tools } = await inspect('--method', 'tools/list');
  assert.ok(tools.some(({ name }: { name: string }) => name === 'greet'));
  const called = await inspect('--method', 'tools/call', '--tool-name', 'greet', '--tool-arg', 'name=Ada');
  assert.deepEqual(called.structuredContent, { greeting: 'Hello, Ada!' });
});

test('every scenario of the official conformance suite passes, with no exception listed', async (t) => {
  const server = await startConformanceServer();
  t.after(() => server.close());
  const suite = [SUITE, 'server', '--url', `${server.url}/mcp`, '--suite', 'all'];
  const { stdout } = await run(process.execPath, suite, { cwd: server.folder, timeout: LIMIT_MS });
  const [, passed, failed] = /Total: (\d+) passed, (\d+) failed/.exec(stdout) ?? [];
  assert.equal(failed, '0', stdout);
  assert.ok(Number(passed) >= 44, stdout);
  assert.ok(stdout.match(/^✓ /gm)?.length === 32, stdout);
});
