const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The path of a child as expressions write it: `a.b[0]`, and `` a.`odd name` `` for other keys. */
export function toPath(parent: string, key: string | number): string {
  if (typeof key === 'number') return `${parent}[${key}]`;
  const name = NAME.test(key) ? key : `\`${key.replaceAll('`', '')}\``;
  return parent === '' ? name : `${parent}.${name}`;
}

/** A path behind the prefix of a step: `steps.fetch.output` and `items[0]`. */
export function joinPath(prefix: string, path: string): string {
  if (prefix === '' || path === '') return prefix + path;
  return path.startsWith('[') ? prefix + path : `${prefix}.${path}`;
}
