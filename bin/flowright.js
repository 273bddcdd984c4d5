#!/usr/bin/env node
// Starts Flowright under Node 24: directly when this is one, otherwise in a child that shares the terminal.
// Plain JavaScript that runs on any Node >= 18. Keep it small: every command pays for it.
import { fileURLToPath } from 'node:url';
import { findNode24 } from './node24.js';

try {
  const node = findNode24();
  if (node === process.execPath) {
    const { prepareRuntime } = await import('./runtime.js');
    prepareRuntime();
    await import('../src/app/main.ts');
  } else {
    const { launch } = await import('./launcher.js');
    launch(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
  }
} catch (error) {
  console.error(process.env.FLOWRIGHT_DEBUG === '1' ? error : `flowright: ${error.message}`);
  process.exitCode = 1;
}
