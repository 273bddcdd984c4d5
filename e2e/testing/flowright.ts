import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

/** Path of the repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** How a command ended and what it wrote. */
export interface Ended {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way. */
export interface Started {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
  /** Resolves once stdout or stderr holds the text; rejects when the command ends before. */
  waitForText(text: string): Promise<void>;
  /** What it wrote to stdout so far. */
  output(): string;
}

/** The program with a data folder of its own. */
export interface Flowright {
  readonly folder: string;
  start(...args: readonly string[]): Started;
  run(...args: readonly string[]): Promise<Ended>;
  /** Runs with `--json` and reads what it printed. */
  json(...args: readonly string[]): Promise<{ readonly code: number | null; readonly value: unknown }>;
  /** Writes a workflow of these steps, one after the other, and gives its path. */
  write(id: string, steps: readonly object[], more?: object): string;
}

/** What ends with a test, or with whatever else set it up. */
export type Cleanup = Pick<TestContext, 'after'>;

/** Sets up an empty folder, in which commands run and keep their data. */
export function createFlowright(t: Cleanup): Flowright {
  const folder = mkdtempSync(join(tmpdir(), 'flowright-e2e-'));
  const children = new Set<ChildProcessWithoutNullStreams>();
  t.after(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const start: Flowright['start'] = (...args) => {
    const child = spawn(process.execPath, [join(ROOT, 'bin/flowright.js'), ...args], {
      cwd: folder,
      env: { ...process.env, FLOWRIGHT_DATA: join(folder, 'data'), NO_COLOR: '1' },
    });
    children.add(child);
    const written = { stdout: '', stderr: '' };
    const checks = new Set<() => void>();
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        written[name] += text;
        for (const check of checks) check();
      });
    }
    const ended = new Promise<Ended>((resolve) => {
      child.on('close', (code) => {
        children.delete(child);
        resolve({ code, ...written });
      });
    });
    const waitForText = (text: string) =>
      new Promise<void>((resolve, reject) => {
        const check = () => {
          if (written.stdout.includes(text) || written.stderr.includes(text)) resolve();
        };
        checks.add(check);
        check();
        ended.then(({ code }) =>
          reject(new Error(`ended with ${code} before it wrote "${text}":\n${written.stdout}${written.stderr}`)),
        );
      });
    return { child, ended, waitForText, output: () => written.stdout };
  };
  const run: Flowright['run'] = (...args) => {
    const started = start(...args);
    started.child.stdin.end();
    return started.ended;
  };
  return {
    folder,
    start,
    run,
    json: async (...args) => {
      const { code, stdout, stderr } = await run(...args, '--json');
      try {
        return { code, value: JSON.parse(stdout) };
      } catch (cause) {
        throw new Error(`${args.join(' ')} --json ended with ${code} and wrote ${stdout}${stderr}`, { cause });
      }
    },
    write: (id, steps, more = {}) => {
      const ids = steps.map((step) => ('id' in step ? String(step.id) : ''));
      const edges = ids.slice(1).map((to, at) => ({ from: ids[at], to }));
      const path = join(folder, `${id}.json`);
      writeFileSync(path, JSON.stringify({ flowright: 1, id, name: id, steps, edges, ...more }, null, 2));
      return path;
    },
  };
}
