// Runs the given arguments under Node 24: `node scripts/node24.js --test src`.
import { spawn } from 'node:child_process';
import { findNode24, NODE_FLAGS } from '../bin/node24.js';

const child = spawn(findNode24(), [...NODE_FLAGS, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
