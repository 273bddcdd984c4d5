import type { JsonObject } from '#contract/json.ts';

/** Characters of an input that are remembered; a larger one is typed, or taken from a run. */
const MAX_CHARS = 50_000;

const toKey = (workflowId: string): string => `flowright.input.${workflowId}`;

/** What a person gave a workflow last time in this browser. */
export function recallInput(workflowId: string): JsonObject | undefined {
  try {
    const text = localStorage.getItem(toKey(workflowId));
    const value: unknown = text === null ? undefined : JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    // A browser that stores nothing, or something else under this name: there is no last time.
    return undefined;
  }
}

/** Remembers what a workflow was given. */
export function rememberInput(workflowId: string, input: JsonObject): void {
  const text = JSON.stringify(input);
  try {
    if (text.length > MAX_CHARS) localStorage.removeItem(toKey(workflowId));
    else localStorage.setItem(toKey(workflowId), text);
  } catch {
    // Full or forbidden storage costs a convenience only.
  }
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
