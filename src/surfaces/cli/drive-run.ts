import { AppError } from '#contract/app-error.ts';
import type { RunRecord } from '#journal/journal.ts';
import type { OpenHost } from './app-port.ts';
import { askQuestion } from './ask-question.ts';
import { EXIT } from './exit-code.ts';
import { findQuestions, isParked, type RunQuestion } from './find-questions.ts';
import { followRun } from './follow-run.ts';
import type { Output } from './output.ts';
import { createStepLines } from './progress/step-lines.ts';
import { toStepNames } from './step-path.ts';
import type { StopSignal, Terminal } from './terminal.ts';

/** How a run stands when its command ends. */
export interface Outcome {
  readonly record: RunRecord;
  /** What it waits for, when it was left waiting. */
  readonly questions: readonly RunQuestion[];
  /** The signal that made the command leave the run to the next one who resumes it. */
  readonly leftBy: StopSignal | undefined;
}

/** A run to drive, and how. */
export interface DriveOptions {
  readonly opened: OpenHost;
  readonly runId: string;
  readonly terminal: Terminal;
  readonly output: Output;
  /** No lines about steps. */
  readonly quiet: boolean;
}

/**
 * Shows a run until it ends or waits for an answer nobody here gives. Ctrl-C cancels the run, and once more leaves at once;
 * SIGTERM and SIGHUP leave the run parked on disk.
 */
export async function driveRun({ opened, runId, terminal, output, quiet }: DriveOptions): Promise<Outcome> {
  const { host, journal } = opened;
  const leaving = new AbortController();
  let leftBy: StopSignal | undefined;
  let interrupts = 0;
  const stopListening = terminal.onSignal((signal) => {
    if (signal !== 'SIGINT') {
      leftBy = signal;
      leaving.abort();
      return;
    }
    interrupts += 1;
    if (interrupts > 1) terminal.exit(EXIT.interrupted);
    output.note(`${output.paintNote('yellow', '⊘')} Cancelling; press Ctrl-C again to leave at once`);
    host.cancel(runId, { by: 'cli', reason: 'Ctrl-C' }).catch((error: unknown) => {
      // A run that ended meanwhile needs no cancelling.
      if (!(error instanceof AppError) || error.code !== 'run-finished')
        output.note(`Cancelling failed: ${error instanceof Error ? error.message : String(error)}`);
    });
  });
  const lines =
    quiet || output.json
      ? undefined
      : createStepLines({
          sink: terminal.stderr,
          paint: output.paintNote,
          names: await findStepNames(opened, runId),
          now: terminal.now,
        });
  const asker = createAsker({ opened, terminal, output, signal: leaving.signal, clear: () => lines?.finish() });
  try {
    await followRun({
      runId,
      journal,
      host,
      signal: leaving.signal,
      onEvents: (events) => lines?.see(events.map(({ event }) => event)),
      onProgress: (path, data) => lines?.progress(path, data),
      onLook: async () => {
        lines?.tick();
        return asker.look(runId);
      },
    });
  } finally {
    lines?.finish();
    stopListening();
  }
  const record = await journal.findRun(runId);
  if (record === undefined)
    throw new AppError('run-not-found', `Run ${runId} is gone: it was pruned while it was shown.`);
  return { record, questions: record.finishedAt === undefined ? await findQuestions(journal, runId) : [], leftBy };
}

async function findStepNames({ journal, workflows }: OpenHost, runId: string): Promise<ReadonlyMap<string, string>> {
  const record = await journal.findRun(runId);
  return record === undefined
    ? new Map()
    : toStepNames((await workflows.get(record.workflowId, record.version)).workflow);
}

interface AskerOptions {
  readonly opened: OpenHost;
  readonly terminal: Terminal;
  readonly output: Output;
  readonly signal: AbortSignal;
  readonly clear: () => void;
}

/** Puts the run's questions to the person at the terminal, each once. */
function createAsker({ opened, terminal, output, signal, clear }: AskerOptions): {
  look(runId: string): Promise<boolean>;
} {
  const { host, journal } = opened;
  const { stdin, stderr } = terminal;
  const canAsk = !output.json && stdin.isTTY === true && stderr.isTTY === true;
  const asked = new Set<string>();
  const ask = async ({ runId, question }: RunQuestion) => {
    asked.add(`${runId} ${question.path}`);
    clear();
    const answer = await askQuestion(question, terminal, output.paintNote, signal);
    if (answer === undefined) return;
    try {
      await host.answer(runId, answer);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      output.note(`  ${error.message}`);
      if (error.code === 'input-invalid') asked.delete(`${runId} ${question.path}`);
    }
  };
  return {
    /** Answers true when the run waits for what nobody here will give. */
    look: async (runId) => {
      const status = (await journal.findRun(runId))?.status;
      if (status !== 'waiting' && status !== 'uncertain') return false;
      if (canAsk) {
        const next = (await findQuestions(journal, runId)).find(
          ({ runId: id, question }) => question.wait.kind !== 'callback' && !asked.has(`${id} ${question.path}`),
        );
        if (next !== undefined) {
          await ask(next);
          return false;
        }
      }
      return isParked(journal, runId);
    },
  };
}
