import type { Readable } from 'node:stream';

/** Where text goes. */
export interface TextSink {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** A signal a person or supervisor sends. */
export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** The world of a command, so that tests can be one. */
export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean | undefined };
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  readonly workingDir: string;
  /** Milliseconds since 1970 (UTC). */
  now(): number;
  /** Calls back on each signal until the returned function is called. */
  onSignal(listener: (signal: StopSignal) => void): () => void;
  /** Ends the process at once, leaving everything as it is. */
  exit(code: number): void;
}

const SIGNALS: readonly StopSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** What a shell reports of a program whose reader went away (128 + SIGPIPE). */
const READER_GONE = 141;

/** The terminal of this process. Ends the process when whoever reads its output does not want more. */
export function createProcessTerminal(homeDir: string): Terminal {
  process.stdout.on('error', () => process.exit(READER_GONE));
  // Nobody reads about the work any more; the work goes on.
  process.stderr.on('error', () => undefined);
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    homeDir,
    workingDir: process.cwd(),
    now: Date.now,
    exit: (code) => process.exit(code),
    onSignal: (listener) => {
      for (const signal of SIGNALS) process.on(signal, listener);
      return () => {
        for (const signal of SIGNALS) process.off(signal, listener);
      };
    },
  };
}
