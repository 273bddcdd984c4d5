import { PassThrough } from 'node:stream';
import type { StopSignal, Terminal } from '../terminal.ts';

/** A terminal whose keys and screen are a test's. */
export interface FakeTerminal {
  readonly terminal: Terminal;
  readonly stdin: PassThrough;
  /** Everything written so far. */
  readonly written: { stdout: string; stderr: string };
  /** Codes the process was ended with at once. */
  readonly exits: number[];
  signal(signal: StopSignal): void;
  /** Resolves once stderr or stdout holds the text. */
  waitForText(text: string): Promise<void>;
}

export interface FakeTerminalOptions {
  readonly isTTY?: boolean;
  readonly env?: Terminal['env'];
  readonly workingDir?: string;
  readonly now?: () => number;
}

export function createFakeTerminal({
  isTTY = false,
  env = {},
  workingDir = '/work',
  now = () => 0,
}: FakeTerminalOptions = {}): FakeTerminal {
  const written = { stdout: '', stderr: '' };
  const exits: number[] = [];
  const listeners = new Set<(signal: StopSignal) => void>();
  const waiting = new Set<() => void>();
  const stdin = new PassThrough();
  const createSink = (name: 'stdout' | 'stderr') => ({
    isTTY,
    columns: 100,
    write: (text: string) => {
      written[name] += text;
      for (const check of waiting) check();
    },
  });
  const terminal: Terminal = {
    stdin: Object.assign(stdin, { isTTY }),
    stdout: createSink('stdout'),
    stderr: createSink('stderr'),
    env,
    homeDir: '/home/ada',
    workingDir,
    now,
    onSignal: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    exit: (code) => void exits.push(code),
  };
  return {
    terminal,
    stdin,
    written,
    exits,
    signal: (signal) => {
      for (const listener of [...listeners]) listener(signal);
    },
    waitForText: (text) =>
      new Promise((resolve) => {
        const check = () => {
          if (!written.stdout.includes(text) && !written.stderr.includes(text)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}
