// Entry of the process that the tests kill: the application on a data folder, driven over its standard input.
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Application, openApplication } from '#app/open-application.ts';
import { AppError } from '#contract/app-error.ts';
import type { Command, Report, ServerOptions } from './protocol.ts';

/** Written at once: what was said before a kill must be readable after it. */
function say(report: Report): void {
  const bytes = Buffer.from(`${JSON.stringify(report)}\n`);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      // The pipe is full: the driver is reading.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }
}

function describe(error: unknown): { code: string; message: string } {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  return { code: 'thrown', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

async function start(app: Application, command: Extract<Command, { do: 'start' }>): Promise<void> {
  const { n, workflowId, input, key } = command;
  try {
    const { runId, existing } = await app.host.start({ workflowId, input, idempotencyKey: key });
    say({ is: 'accepted', n, runId, existing });
  } catch (error) {
    say({ is: 'refused', n, ...describe(error) });
  }
}

async function carryOut(app: Application, command: Command): Promise<void> {
  if (command.do === 'start') return start(app, command);
  if (command.do === 'save') {
    await app.workflows.save(command.workflow);
    return say({ is: 'saved', workflowId: command.workflow.id });
  }
  if (command.do === 'close') {
    await app.close(command.graceMs);
    process.exit(0);
  }
  const { runId } = command;
  try {
    if (command.do === 'cancel') {
      await app.host.cancel(runId, { by: 'driver' });
      say({ is: 'cancelled', runId });
    } else {
      await app.host.answer(runId, command.answer);
      say({ is: 'answered', runId, path: command.answer.path });
    }
  } catch (error) {
    say({ is: 'not-done', what: command.do, runId, ...describe(error) });
  }
}

async function main(): Promise<void> {
  const { reportEvents, ...options } = JSON.parse(process.argv[2] ?? '') as ServerOptions;
  const app = await openApplication({
    ...options,
    allowPrivate: ['127.0.0.1'],
    log: (level, message, data) => say({ is: 'logged', level, message: `${message} ${JSON.stringify(data ?? {})}` }),
  });
  if (reportEvents) {
    app.host.watch((entry) => {
      if (entry.kind === 'events') say({ is: 'events', runId: entry.runId, events: entry.events });
    });
  }
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    carryOut(app, JSON.parse(line) as Command).catch(stop);
  });
  // The driver is gone: nobody would ever stop this process.
  lines.on('close', () => process.exit(0));
  say({ is: 'ready', recovered: await app.host.recover() });
}

function stop(error: unknown): void {
  say({ is: 'failed', ...describe(error) });
  process.exit(1);
}

process.on('uncaughtException', stop);
process.on('unhandledRejection', stop);
main().catch(stop);
