/** Changes that are typed but not yet in the document. */
const pending = new Set<() => void>();

/** Remembers a change until it is committed; answers how to forget it. */
export function addPending(commit: () => void): () => void {
  pending.add(commit);
  return () => pending.delete(commit);
}

/** Puts everything that is typed into the document now: before it is saved, run, undone or left. */
export function flushPending(): void {
  for (const commit of [...pending]) commit();
}
