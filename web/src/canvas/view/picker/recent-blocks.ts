const KEY = 'flowright.recent-blocks';
const MAX = 6;

/** Ids of the blocks used last, newest first. */
export function readRecentBlocks(): readonly string[] {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(saved) ? saved.filter((id) => typeof id === 'string').slice(0, MAX) : [];
  } catch {
    // Storage is blocked or its text is broken: there are no recent blocks.
    return [];
  }
}

/** Remembers that a block was used. */
export function rememberBlock(id: string): void {
  try {
    localStorage.setItem(
      KEY,
      JSON.stringify([id, ...readRecentBlocks().filter((other) => other !== id)].slice(0, MAX)),
    );
  } catch {
    // Storage is blocked: nothing is remembered, which takes nothing away.
  }
}
