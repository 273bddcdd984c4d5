import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { NODE_FLAGS } from '../bin/node24.js';
import type { Figures, Parameters } from './scenarios.ts';

const ARGUMENTS = [...NODE_FLAGS, join(import.meta.dirname, 'scenario.ts')];

/** Runs a scenario in a process of its own, so that none measures another's memory or compiled code. */
export async function runScenario(name: string, parameters: Parameters): Promise<Figures> {
  const child = spawn(process.execPath, [...ARGUMENTS, name, JSON.stringify(parameters)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const chunk of child.stdout) output += String(chunk);
  const line = output.trim().split('\n').at(-1) ?? '';
  if (!line.startsWith('{')) throw new Error(`The scenario "${name}" gave no figures.`);
  return JSON.parse(line) as Figures;
}

/** Runs a scenario until it says that it is ready, then kills it as a crash would. */
export async function crashScenario(name: string, parameters: Parameters): Promise<void> {
  const child = spawn(process.execPath, [...ARGUMENTS, name, JSON.stringify(parameters)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  for await (const chunk of child.stdout) if (String(chunk).includes('ready')) break;
  child.kill('SIGKILL');
  await ended;
}
