import { findNearestName } from '#blocks/nearest-name.ts';
import { AppError } from '#contract/app-error.ts';
import type { RunRecord } from '#journal/journal.ts';
import type { CliJournal } from './app-port.ts';

const RECENT = 200;
const LEAST_PART = 4;

/**
 * The run a person means: its id, the start or end of one of the newest runs' ids, or `last`.
 * @throws AppError `run-not-found` naming a near one
 */
export async function getRun(text: string, journal: CliJournal): Promise<RunRecord> {
  const id = text === 'last' ? (await journal.listRuns({ limit: 1 }))[0]?.id : text;
  const exact = id === undefined ? undefined : await journal.findRun(id);
  if (exact !== undefined) return exact;
  const recent = await journal.listRuns({ limit: RECENT });
  if (recent.length === 0)
    throw new AppError('run-not-found', 'There are no runs yet. Start one with "flowright run FILE".');
  const partial = text.length < LEAST_PART ? [] : recent.filter(({ id }) => id.startsWith(text) || id.endsWith(text));
  const [only] = partial;
  if (only !== undefined && partial.length === 1) return (await journal.findRun(only.id)) ?? only;
  if (partial.length > 1) {
    throw new AppError(
      'run-not-found',
      `"${text}" is part of the ids of ${partial.length} runs. Give more of it; "flowright runs list" shows them.`,
    );
  }
  const near = findNearestName(
    text,
    recent.map(({ id }) => id),
  );
  const hint = near === undefined ? '"flowright runs list" shows the runs there are.' : `Did you mean ${near}?`;
  throw new AppError('run-not-found', `There is no run "${text}". ${hint}`);
}
