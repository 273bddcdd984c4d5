import type { JsonObject } from '#contract/json.ts';
import type { Workflow } from '#contract/workflow.ts';
import { client } from '#web/api/client.ts';
import type { ImportEntry } from './read-import.ts';
import { isWorkflowId, toFreeId } from './slug.ts';

/** What to do with a document. `version`: as the next version of the workflow that has its id. */
export type ImportChoice = 'new' | 'version' | 'other' | 'skip';

/** What a person decided about an entry. */
export interface ImportDecision {
  readonly choice: ImportChoice;
  readonly newId: string;
}

/** An entry with what shall become of it. */
export interface PlannedImport {
  readonly entry: ImportEntry;
  readonly decision: ImportDecision;
  /** Somebody has the id it would get: a workflow that is there, or another entry. */
  readonly clash: 'none' | 'exists' | 'twice';
  readonly isReady: boolean;
}

/** What becomes of each entry: as decided, otherwise what loses nothing. */
export function planImport(
  entries: readonly ImportEntry[],
  decisions: ReadonlyMap<string, Partial<ImportDecision>>,
  exists: (id: string) => boolean,
): readonly PlannedImport[] {
  const given = new Set<string>();
  return entries.map((entry) => {
    if (entry.kind === 'unreadable') {
      return { entry, decision: { choice: 'skip', newId: '' }, clash: 'none', isReady: false } as const;
    }
    const isTwice = given.has(entry.id);
    const clash = isTwice ? 'twice' : exists(entry.id) ? 'exists' : 'none';
    const own = decisions.get(entry.key);
    const choice = own?.choice ?? (clash === 'none' ? 'new' : 'other');
    const newId = own?.newId ?? toFreeId(entry.id || 'workflow', (id) => exists(id) || given.has(id));
    const id = choice === 'other' ? newId : entry.id;
    const isFree = choice === 'version' || (!exists(id) && !given.has(id));
    const isReady = entry.isValid && choice !== 'skip' && isWorkflowId(id) && isFree;
    if (choice !== 'skip') given.add(id);
    return { entry, decision: { choice, newId }, clash, isReady } as const;
  });
}

/** Saves one. Answers the id it got. */
export async function importOne({ entry, decision }: PlannedImport, message: string): Promise<string> {
  if (entry.kind === 'unreadable') throw new Error(entry.reason);
  const id = decision.choice === 'other' ? decision.newId : entry.id;
  const document: JsonObject = { ...entry.document, id };
  // The server reads it with all its problems.
  const workflow = document as unknown as Workflow;
  if (decision.choice === 'version') await client.workflow.save({ workflowId: id, workflow, message });
  else await client.workflow.create({ workflow, message });
  return id;
}
