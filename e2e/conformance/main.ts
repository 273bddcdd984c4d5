// `npm run conformance`: the official MCP conformance suite against the MCP server, on loopback and without a network. The
// fixtures its scenarios need are added to the product's own tools and resources here, and nowhere else.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../testing/flowright.ts';
import { startConformanceServer } from './server.ts';

const LIMIT_MS = 240_000;

const { values } = parseArgs({
  options: { scenario: { type: 'string' }, suite: { type: 'string', default: 'all' }, output: { type: 'string' } },
});
const server = await startConformanceServer();
const cli = join(ROOT, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
const what = values.scenario === undefined ? ['--suite', values.suite] : ['--scenario', values.scenario];
const child = spawn(process.execPath, [cli, 'server', '--url', `${server.url}/mcp`, ...what], {
  cwd: server.folder,
  stdio: ['ignore', 'pipe', 'inherit'],
  timeout: LIMIT_MS,
});
child.stdout.pipe(process.stdout);
if (values.output !== undefined) child.stdout.pipe(createWriteStream(values.output));
const code = await new Promise<number>((resolve) => {
  child.once('close', (ended) => resolve(ended ?? 1));
});
await server.close();
process.exit(code);
