import type { JsonValue } from '#contract/json.ts';

const MAX_CAUSES = 4;

/** What the log says of a thrown value: its words and those of its causes, with the stack of a defect. */
export function describeThrown(thrown: unknown): Readonly<Record<string, JsonValue>> {
  const words: string[] = [];
  let current: unknown = thrown;
  while (current !== undefined && words.length < MAX_CAUSES) {
    words.push((current instanceof Error ? `${current.name}: ${current.message}` : String(current)).slice(0, 1_000));
    current = current instanceof Error ? current.cause : undefined;
  }
  const stack = thrown instanceof Error && thrown.name !== 'AppError' ? thrown.stack : undefined;
  return { error: words.join(' ← '), ...(stack === undefined ? {} : { stack: stack.slice(0, 4_000) }) };
}
