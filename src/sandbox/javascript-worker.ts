import { parentPort } from 'node:worker_threads';
import { createJavaScriptMachine, type JavaScriptMachine } from './javascript-machine.ts';
import type { JavaScriptJob, WorkerMessage } from './javascript-protocol.ts';

const port = parentPort;
if (port === null) throw new Error('javascript-worker.ts runs in a worker thread only.');
const say = (message: WorkerMessage): void => port.postMessage(message);
let machine: Promise<JavaScriptMachine> | undefined;

port.on('message', async (job: JavaScriptJob) => {
  const { id } = job;
  machine ??= createJavaScriptMachine();
  const { run } = await machine;
  say({ kind: 'started', id });
  const { outcome, heapBytes } = await run(job, (line) => say({ kind: 'logged', id, line }));
  say({ kind: 'ended', id, outcome, heapBytes });
});
