import { AppError } from '#contract/app-error.ts';
import type { Journal } from '#journal/journal.ts';

/**
 * Resolves when everything queued is on disk as far as one run is concerned. That another run of the same group was refused,
 * because another process has taken it over, is no matter of this one.
 * @throws AppError conflict when this run was refused, storage-* when nothing could be written
 */
export async function flushFor(journal: Journal, runId: string): Promise<void> {
  try {
    await journal.flush();
  } catch (error) {
    if (!isRefusalOf(error, undefined) || isRefusalOf(error, runId)) throw error;
  }
}

/** Whether the error says that a run (or any) was refused. */
export function isRefusalOf(error: unknown, runId: string | undefined): boolean {
  if (!(error instanceof AppError) || error.code !== 'conflict') return false;
  const refused = error.data?.runIds;
  return Array.isArray(refused) && (runId === undefined || refused.includes(runId));
}
