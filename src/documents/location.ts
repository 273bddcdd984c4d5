/** A place in a text, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where a value stands, and what is inside it. */
export interface LocationNode {
  readonly offset: number;
  readonly children: ReadonlyMap<string, LocationNode> | undefined;
}

/** Names of a JSON pointer. */
function toNames(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Offset of what a pointer names, or of the nearest thing around it that there is. */
export function findOffset(root: LocationNode, pointer: string): number {
  let node = root;
  for (const name of toNames(pointer)) {
    const next = node.children?.get(name);
    if (next === undefined) break;
    node = next;
  }
  return node.offset;
}

/** Turns offsets of a text into lines and columns. */
export function createPlaceFinder(text: string): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
