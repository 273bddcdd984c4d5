const KEY = 'flowright.recent';
const MAX = 20;

/** Ids of what was opened through the palette or visited, newest first. */
export function readRecent(): readonly string[] {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(saved) ? saved.filter((id) => typeof id === 'string').slice(0, MAX) : [];
  } catch {
    return [];
  }
}

/** Puts an id first. */
export function noteRecent(id: string): void {
  const next = [id, ...readRecent().filter((other) => other !== id)].slice(0, MAX);
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Storage is full or blocked: the palette works without a memory.
  }
}
