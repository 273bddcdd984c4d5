import { constants, enableCompileCache, flushCompileCache } from 'node:module';
import { Socket } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { LIFELINE_FD, LIFELINE_VARIABLE, SIGNALS } from './lifeline.js';

const FLUSH_AFTER_MS = 3_000;
const TERMINAL_GRACE_MS = 200;

/** Makes the next start fast, and ties this process to its launcher when it has one. */
export function prepareRuntime() {
  const { status } = enableCompileCache(process.env.NODE_COMPILE_CACHE ?? cacheFolder());
  // A server that is killed writes no cache on exit.
  if (status === constants.compileCacheStatus.ENABLED) setTimeout(flushCompileCache, FLUSH_AFTER_MS).unref();
  if (process.env[LIFELINE_VARIABLE] === '1') followLauncher();
}

function cacheFolder() {
  const caches = process.env.XDG_CACHE_HOME ?? process.env.LOCALAPPDATA ?? join(homedir(), '.cache');
  return join(caches, 'flowright', 'compiled');
}

function followLauncher() {
  delete process.env[LIFELINE_VARIABLE];
  const lifeline = new Socket({ fd: LIFELINE_FD, readable: true, writable: false });
  lifeline.unref();
  // The launcher is gone, perhaps by kill -9: nobody can stop this process any more, so it ends the same way.
  lifeline.on('close', () => process.kill(process.pid, 'SIGKILL'));
  lifeline.on('error', () => lifeline.destroy());
  const counts = Object.entries(SIGNALS).map(([signal, byte]) => ({ byte, ...countSignals(signal) }));
  lifeline.on('data', (bytes) => {
    for (const byte of bytes.toString('latin1')) counts.find((count) => count.byte === byte)?.passOn();
  });
}

/**
 * Ctrl-C reaches the launcher and this process alike, `kill` the launcher alone. A signal passed on is raised here only
 * when the terminal did not deliver it as well: a doubled one would read as "stop at once".
 */
function countSignals(signal) {
  let delivered = 0;
  let passedOn = 0;
  process.on(signal, function count() {
    delivered += 1;
    if (process.listenerCount(signal) > 1) return;
    process.removeListener(signal, count);
    process.kill(process.pid, signal);
  });
  const passOn = () => {
    passedOn += 1;
    setTimeout(() => {
      if (passedOn > delivered) process.kill(process.pid, signal);
    }, TERMINAL_GRACE_MS).unref();
  };
  return { passOn };
}
