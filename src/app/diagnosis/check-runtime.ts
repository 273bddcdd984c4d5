import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Diagnosis } from '#surfaces/cli/app-port.ts';

/** Or later. */
const NODE_MAJOR = 24;
/** Before this, a clock was never set: 1 January 2025. */
const CLOCK_FLOOR = Date.UTC(2025, 0, 1);

/** The Node that runs this, and the package that brings one. */
export function checkRuntime(): readonly Diagnosis[] {
  const { node } = process.versions;
  const subject = 'Node';
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  // Both names npm knows: the older packages are called node-bin-….
  const hasPackage = [name, `node-bin-${name.slice('node-'.length)}`].some((folder) =>
    existsSync(join(import.meta.dirname, '..', '..', '..', 'node_modules', folder)),
  );
  const runtime: Diagnosis =
    Number(node.split('.')[0]) >= NODE_MAJOR
      ? { severity: 'ok', subject, message: `${node} (${process.execPath})` }
      : {
          severity: 'warning',
          subject,
          message: `${node} runs this; Flowright is made for ${NODE_MAJOR}.`,
          advice: 'Start it with bin/flowright.js, which finds the right one.',
        };
  if (hasPackage) return [runtime, { severity: 'ok', subject: 'Platform package', message: name }];
  return [
    runtime,
    {
      severity: 'info',
      subject: 'Platform package',
      message: `${name} is not installed; Node ${NODE_MAJOR} must be on the PATH.`,
      advice: 'Run "npm install" without --omit=optional to have it brought along.',
    },
  ];
}

/** Whether the clock can be right. `newestMs`: when the data was last written. */
export function checkClock(nowMs: number, newestMs: number | undefined): Diagnosis {
  const subject = 'Clock';
  const shown = new Date(nowMs).toISOString();
  const advice = 'Set the clock, best by NTP: schedules and waits go by it.';
  if (nowMs < CLOCK_FLOOR)
    return { severity: 'error', subject, message: `It says ${shown}, which is long past.`, advice };
  if (newestMs !== undefined && newestMs > nowMs + 60_000) {
    const written = new Date(newestMs).toISOString();
    return {
      severity: 'warning',
      subject,
      message: `It says ${shown}, but the data was written at ${written}.`,
      advice,
    };
  }
  return { severity: 'ok', subject, message: shown };
}

/** Programs some blocks can make use of. */
export function checkPrograms(path: string | undefined): readonly Diagnosis[] {
  const folders = (path ?? '').split(delimiter).filter((folder) => folder !== '');
  const find = (program: string) => folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
  const programs = [
    ['bubblewrap', 'bwrap', 'commands of workflows can be shut in'],
    ['tesseract', 'tesseract', 'text in pictures can be read'],
  ] as const;
  return programs.map(([subject, program, use]) => {
    const found = find(program);
    return { severity: 'info', subject, message: found ?? `not there; with it, ${use}` };
  });
}
