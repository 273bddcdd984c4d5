/** What was typed as JSON, in a box so that `null` counts; undefined when it is none. */
export function parseJson(typed: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(typed) };
  } catch {
    return undefined;
  }
}
