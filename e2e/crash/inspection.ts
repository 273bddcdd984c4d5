import type { StoredEvent } from '#contract/run-event.ts';
import type { Journal, OpenWait, RunRecord } from '#journal/journal.ts';
import { createSqliteJournal } from '#journal/sqlite-journal.ts';
import { openStore } from '#store/store.ts';

/** The journal of a data folder, read beside whatever process writes it. */
export interface Inspection {
  /** All runs of which `isWanted` holds, newest first. */
  listRuns(isWanted?: (record: RunRecord) => boolean): readonly RunRecord[];
  listUnfinished(): readonly RunRecord[];
  listWaits(): readonly OpenWait[];
  read(runId: string): readonly StoredEvent[];
  find(runId: string): RunRecord | undefined;
  /** What SQLite finds wrong with the file; empty when it is sound. */
  findDamage(): string | undefined;
  close(): Promise<void>;
}

const PAGE = 1_000;

export async function inspect(dataDir: string): Promise<Inspection> {
  const store = await openStore({ dataDir, readonly: true });
  const journal: Journal = createSqliteJournal(store);

  function listRuns(isWanted: (record: RunRecord) => boolean = () => true): readonly RunRecord[] {
    const runs: RunRecord[] = [];
    for (let page = journal.listRuns({ limit: PAGE }); page.length > 0; ) {
      runs.push(...page.filter(isWanted));
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) break;
      page = journal.listRuns({ limit: PAGE, beforeId: last.id });
    }
    return runs;
  }

  return {
    listRuns,
    listUnfinished: () => journal.listRuns({ statuses: ['queued', 'running', 'waiting', 'uncertain'], limit: PAGE }),
    listWaits: () => journal.listWaits({}),
    read: (runId) => [...journal.read(runId)],
    find: (runId) => journal.findRun(runId),
    findDamage() {
      const words = String(store.get('PRAGMA integrity_check')?.integrity_check);
      return words === 'ok' ? undefined : words;
    },
    close: () => store.close(),
  };
}
