/** What a column without a name is called; counted from 1. */
export function toColumnName(index: number): string {
  return `column_${index + 1}`;
}

/** Names of all columns: empty ones get a name, repeated ones a number, so that no column hides another. */
export function toColumnNames(header: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  const given = new Set(header);
  return header.map((text, index) => {
    const base = text === '' ? toColumnName(index) : text;
    let name = base;
    for (let number = 2; taken.has(name) || (number > 2 && given.has(name)); number += 1) name = `${base}_${number}`;
    taken.add(name);
    return name;
  });
}
