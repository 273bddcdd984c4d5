import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NODE_FLAGS } from '../bin/node24.js';

/** A server under measurement. */
export interface MeasuredServer {
  readonly url: string;
  stop(): Promise<void>;
}

const NODE_RED_VERSION = '5.0.7';
const ROOT = join(import.meta.dirname, '..');

function stopper(child: ChildProcess, folder?: string): () => Promise<void> {
  return async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await Promise.race([ended, sleep(5_000).then(() => child.kill('SIGKILL'))]);
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  };
}

/** What a server writes once it is ready. Its output stays open. */
function firstLine(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const look = (chunk: unknown) => {
      output += String(chunk);
      const found = output.match(pattern)?.[0];
      if (found === undefined) return;
      child.stdout?.off('data', look);
      child.stdout?.resume();
      resolve(found);
    };
    child.stdout?.on('data', look);
    child.once('exit', () => reject(new Error(`The server ended before it was ready: ${output.slice(-2_000)}`)));
  });
}

/** Flowright's own server, with the 10-step chain behind a webhook that waits for its end. */
export async function startFlowright(): Promise<
  MeasuredServer & { readonly token: string; lagP95Ms(): Promise<number> }
> {
  const child = spawn(process.execPath, [...NODE_FLAGS, join(import.meta.dirname, 'server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url = '', token = ''] = (await firstLine(child, /http:\S+ \S+/)).split(' ');
  const lagP95Ms = async () => {
    const told = new Promise<string>((resolve) => child.stdout?.once('data', (chunk) => resolve(String(chunk))));
    child.kill('SIGUSR2');
    return Number((await told).trim());
  };
  return { url, token, lagP95Ms, stop: stopper(child) };
}

/** Installs Node-RED into a folder of its own, once; it stays there for the next time. */
export function installNodeRed(): string {
  const folder = join(tmpdir(), `flowright-bench-node-red-${NODE_RED_VERSION}`);
  if (existsSync(join(folder, 'node_modules', 'node-red', 'red.js'))) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const { status } = spawnSync(
    'npm',
    ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', `node-red@${NODE_RED_VERSION}`],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (status !== 0) throw new Error('npm could not install Node-RED.');
  return folder;
}

/** What a step of the chain is made of in Node-RED: a change node, or the function node most flows are written with. */
export type NodeRedStep = 'change' | 'function';

function toStep(kind: NodeRedStep, index: number): object {
  const node = { id: `c${index}`, type: kind, z: 'f', wires: [[index === 9 ? 'out' : `c${index + 1}`]] };
  if (kind === 'function') {
    return { ...node, func: `msg.payload = { n: msg.payload.n, index: ${index} };\nreturn msg;`, outputs: 1, libs: [] };
  }
  const rules = [
    { t: 'set', p: 'value', pt: 'msg', to: 'payload.n', tot: 'msg' },
    { t: 'set', p: 'payload.n', pt: 'msg', to: 'value', tot: 'msg' },
    { t: 'set', p: 'payload.index', pt: 'msg', to: String(index), tot: 'num' },
  ];
  return { ...node, rules };
}

/** HTTP in, ten nodes, HTTP response: what the 10-step chain does, in memory. */
function toFlow(kind: NodeRedStep): string {
  return JSON.stringify([
    { id: 'f', type: 'tab', label: 'chain' },
    { id: 'in', type: 'http in', z: 'f', url: '/run', method: 'post', wires: [['c0']] },
    ...Array.from({ length: 10 }, (_, index) => toStep(kind, index)),
    { id: 'out', type: 'http response', z: 'f', wires: [] },
  ]);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Node-RED with the same chain, under the same Node. */
export async function startNodeRed(installed: string, kind: NodeRedStep): Promise<MeasuredServer> {
  const folder = mkdtempSync(join(tmpdir(), 'flowright-bench-red-'));
  const port = await freePort();
  writeFileSync(join(folder, 'flows.json'), toFlow(kind));
  writeFileSync(
    join(folder, 'settings.js'),
    `module.exports = { uiPort: ${port}, uiHost: '127.0.0.1', flowFile: 'flows.json', httpAdminRoot: false, logging: { console: { level: 'info' } } };`,
  );
  const red = join(installed, 'node_modules', 'node-red', 'red.js');
  const child = spawn(process.execPath, [red, '--userDir', folder, '--settings', join(folder, 'settings.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await firstLine(child, /Started flows/);
  return { url: `http://127.0.0.1:${port}/run`, stop: stopper(child, folder) };
}

/** Times `node bin/flowright.js serve` on an empty folder until `/api/health` answers, then takes the memory of the idle server. */
export async function measureColdStart(
  node: string,
): Promise<{ readonly answerMs: number; readonly serverRssMb: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'flowright-bench-cold-'));
  const from = performance.now();
  const child = spawn(node, [join(ROOT, 'bin', 'flowright.js'), 'serve', '--port', '0', '--data', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = stopper(child, folder);
  try {
    const url = await firstLine(child, /http:\S+/);
    const response = await fetch(`${url}/api/health`);
    await response.text();
    const answerMs = performance.now() - from;
    await sleep(2_000);
    return { answerMs, serverRssMb: serverRss(child.pid ?? 0) };
  } finally {
    await stop();
  }
}

/** Memory of the server: of the launcher's child where there is one. Linux only. */
function serverRss(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  const kilobytes = readFileSync(`/proc/${child === undefined || child === '' ? pid : child}/status`, 'utf8').match(
    /VmRSS:\s+(\d+)/,
  )?.[1];
  return (Number(kilobytes) * 1_024) / 1e6;
}
