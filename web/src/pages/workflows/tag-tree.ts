/** A tag and those below it: `sales/eu` is below `sales`. */
export interface TagNode {
  /** The whole tag, e.g. `sales/eu`. */
  readonly tag: string;
  /** Its last part. */
  readonly name: string;
  /** Workflows that have exactly this tag. */
  readonly count: number;
  readonly children: readonly TagNode[];
}

/** Puts tags into folders by their slashes. */
export function toTagTree(tags: readonly { readonly tag: string; readonly count: number }[]): readonly TagNode[] {
  interface Draft {
    tag: string;
    name: string;
    count: number;
    children: Map<string, Draft>;
  }
  const roots = new Map<string, Draft>();
  for (const { tag, count } of tags) {
    let level = roots;
    let at = '';
    let node: Draft | undefined;
    for (const name of tag.split('/').filter((part) => part !== '')) {
      at = at === '' ? name : `${at}/${name}`;
      node = level.get(name) ?? { tag: at, name, count: 0, children: new Map() };
      level.set(name, node);
      level = node.children;
    }
    if (node !== undefined) node.count += count;
  }
  const finish = (level: Map<string, Draft>): readonly TagNode[] =>
    [...level.values()]
      .sort((a, b) => a.name.localeCompare(b.name))
      .map((node) => ({ tag: node.tag, name: node.name, count: node.count, children: finish(node.children) }));
  return finish(roots);
}

/** Whether one of the tags is this one or below it. */
export function isUnderTag(tags: readonly string[], folder: string): boolean {
  return tags.some((tag) => tag === folder || tag.startsWith(`${folder}/`));
}
