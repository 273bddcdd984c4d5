import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Command, Report, ServerOptions } from './protocol.ts';

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A server of the tests, as its driver sees it. */
export interface ServerProcess {
  readonly pid: number;
  send(command: Command): void;
  /** Kills it as `kill -9` does; resolves once it is gone and all it had said was read. */
  kill(): Promise<Exit>;
  /** Lets it close by itself, for at most `limitMs`. */
  close(options?: { readonly graceMs?: number; readonly limitMs?: number }): Promise<Exit>;
  /** Resolves once it is gone and all it had said was read. */
  readonly gone: Promise<Exit>;
  /** The end of what it wrote to its standard error. */
  readonly complaints: string;
}

const KEPT_COMPLAINTS = 8_000;

/** Processes that live, so that none outlives its driver. */
const living = new Set<number>();

/** Kills every server that still lives. */
export function killAllServers(): void {
  for (const pid of living) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}

/** Starts a server; `onReport` gets what it says, in order. */
export function startServer(options: ServerOptions, onReport: (report: Report) => void): ServerProcess {
  const flags = process.execArgv.filter((flag) => flag.startsWith('--disable-warning'));
  const child = spawn(process.execPath, [...flags, join(import.meta.dirname, 'server.ts'), JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('The server could not be started.');
  living.add(pid);
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString('utf8')).slice(-KEPT_COMPLAINTS);
  });
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const report = toReport(line);
    if (report !== undefined) onReport(report);
  });
  const read = new Promise<void>((resolve) => lines.on('close', resolve));
  const gone = new Promise<Exit>((resolve) => {
    child.on('close', (code, signal) => {
      living.delete(pid);
      void read.then(() => resolve({ code, signal }));
    });
  });
  return {
    pid,
    send: (command) => void child.stdin.write(`${JSON.stringify(command)}\n`),
    kill() {
      child.kill('SIGKILL');
      return gone;
    },
    async close({ graceMs = 1_000, limitMs = 20_000 } = {}) {
      child.stdin.write(`${JSON.stringify({ do: 'close', graceMs } satisfies Command)}\n`);
      const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
      const exit = await gone;
      clearTimeout(timer);
      return exit;
    },
    gone,
    get complaints() {
      return complaints;
    },
  };
}

/** A kill may cut the last line short: that one was never said. */
function toReport(line: string): Report | undefined {
  try {
    return JSON.parse(line) as Report;
  } catch {
    return undefined;
  }
}
