// `npm run crash -- --kills 1000 [--seed N] [--quiet]`
import { parseArgs } from 'node:util';
import { runCrashSuite } from './driver.ts';
import { killAllServers } from './server-process.ts';

const USAGE = 'usage: npm run crash -- [--kills 1000] [--seed N] [--quiet]';
const SHOWN_PROBLEMS = 40;

function toWhole(text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`"${text}" is no whole number. ${USAGE}`);
  return value;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { kills: { type: 'string' }, seed: { type: 'string' }, quiet: { type: 'boolean' } },
  });
  const kills = toWhole(values.kills, 1_000);
  const seed = toWhole(values.seed, Math.floor(Math.random() * 2 ** 31));
  const log = values.quiet === true ? () => undefined : (line: string) => console.log(line);
  console.log(`crash suite: ${kills} kills, seed ${seed}`);
  const startedAt = performance.now();
  const result = await runCrashSuite({ kills, seed, log });
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(
    `${result.runs} runs, ${result.steps} steps, ${result.reported} reports kept, ${result.uncertain} uncertain effects asked about, ${seconds} s`,
  );
  if (result.problems.length === 0) {
    console.log('nothing lost, nothing repeated, nothing doubled');
    return;
  }
  console.error(`${result.problems.length} problems with seed ${seed} (data kept in ${result.dataDir}):`);
  for (const problem of result.problems.slice(0, SHOWN_PROBLEMS)) console.error(`- ${problem}`);
  process.exitCode = 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    killAllServers();
    process.exit(1);
  });
}
main().catch((error: unknown) => {
  killAllServers();
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
