import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { runCrashSuite } from './crash/driver.ts';
import { killAllServers } from './crash/server-process.ts';

const KILLS = 40;
const LIMIT_MS = 180_000;

after(killAllServers);

test('a server killed 40 times loses no accepted run, repeats no ended step and doubles no effect', {
  timeout: LIMIT_MS,
}, async (context) => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  context.diagnostic(`seed ${seed}: npm run crash -- --kills ${KILLS} --seed ${seed}`);
  const lines: string[] = [];
  const result = await runCrashSuite({ kills: KILLS, seed, log: (line) => lines.push(line) });
  assert.deepEqual(result.problems, [], `seed ${seed}\n${lines.join('\n')}`);
  // A suite that checked nothing must not pass.
  assert.ok(result.runs >= KILLS * 2, `only ${result.runs} runs were made`);
  assert.ok(result.reported > result.runs, `only ${result.reported} reports were checked`);
  assert.ok(result.uncertain > 0, 'no kill hit an effect');
});
