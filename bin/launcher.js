import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { LIFELINE_FD, LIFELINE_VARIABLE, SIGNALS } from './lifeline.js';
import { NODE_FLAGS } from './node24.js';

/**
 * Runs `node` with the arguments in a child that shares this terminal, passes signals on, and ends as the child ends.
 * @param {string} node
 * @param {readonly string[]} args
 */
export function launch(node, args) {
  const child = spawn(node, [...NODE_FLAGS, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    env: { ...process.env, [LIFELINE_VARIABLE]: '1' },
  });
  const lifeline = child.stdio[LIFELINE_FD];
  // The child may close its end while it exits; its exit code says all there is to say.
  lifeline.on('error', () => {});
  for (const [signal, byte] of Object.entries(SIGNALS)) process.on(signal, () => lifeline.write(byte));
  child.on('error', (error) => {
    console.error(`flowright: ${node} did not start: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 128 + (constants.signals[signal] ?? 0)));
}
