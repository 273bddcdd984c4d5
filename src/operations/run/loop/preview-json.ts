import type { JsonValue } from '#contract/json.ts';

/** The beginning of a value's JSON text, about `maxChars` long, with `…` where it was cut. Costs no more than what it gives. */
export function previewJson(value: JsonValue, maxChars: number): string {
  let text = '';
  const isFull = (): boolean => text.length > maxChars;

  function writeList<T>(open: string, entries: Iterable<T>, writeEntry: (entry: T) => void, close: string): void {
    text += open;
    let isFirst = true;
    for (const entry of entries) {
      if (isFull()) return;
      if (!isFirst) text += ',';
      isFirst = false;
      writeEntry(entry);
    }
    text += close;
  }

  function write(part: JsonValue): void {
    if (isFull()) return;
    // A little more than fits, so that a long text shows as cut.
    if (typeof part === 'string') text += JSON.stringify(part.slice(0, maxChars + 1));
    else if (Array.isArray(part)) writeList('[', part, write, ']');
    else if (typeof part === 'object' && part !== null) {
      writeList('{', Object.entries(part), writeMember, '}');
    } else text += JSON.stringify(part);
  }

  function writeMember([key, member]: readonly [string, JsonValue]): void {
    text += `${JSON.stringify(key.slice(0, maxChars + 1))}:`;
    write(member);
  }

  write(value);
  return isFull() ? `${text.slice(0, maxChars).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}
