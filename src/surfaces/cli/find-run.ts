import { findNearestName } from '#blocks/nearest-name.ts';
import { AppError } from '#contract/app-error.ts';
import type { RunRecord } from '#journal/journal.ts';
import type { OpenData } from './app-port.ts';

const RECENT = 200;
const LEAST_PART = 4;

/**
 * The run a person means: its id, the start or end of one of the newest runs' ids, or `last`.
 * @throws AppError `run-not-found` naming a near one
 */
export function getRun(text: string, journal: OpenData['journal']): RunRecord {
  const exact = text === 'last' ? journal.listRuns({ limit: 1 })[0] : journal.findRun(text);
  if (exact !== undefined) return exact;
  const recent = journal.listRuns({ limit: RECENT });
  if (recent.length === 0)
    throw new AppError('run-not-found', 'There are no runs yet. Start one with "flowright run FILE".');
  const partial = text.length < LEAST_PART ? [] : recent.filter(({ id }) => id.startsWith(text) || id.endsWith(text));
  const [only] = partial;
  if (only !== undefined && partial.length === 1) return only;
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
