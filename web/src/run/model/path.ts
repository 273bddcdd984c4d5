/** Id of the step an instance belongs to: `each[3].fetch` is one of `fetch`. */
export function toStepId(path: string): string {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const bracket = name.indexOf('[');
  return bracket === -1 ? name : name.slice(0, bracket);
}

/** The iteration around an instance: `each[3]` of `each[3].fetch`, empty outside of loops. */
export function toScope(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot === -1 ? '' : path.slice(0, dot);
}

/** Whether an instance is inside a loop. */
export function isInLoop(path: string): boolean {
  return path.includes('[');
}

/** Path of an iteration of a loop. */
export function toIterationPath(loopPath: string, index: number): string {
  return `${loopPath}[${index}]`;
}

/** Splits `each[3]` into the loop and the number of the iteration; undefined for what is no iteration. */
export function splitIteration(scope: string): { readonly loopPath: string; readonly index: number } | undefined {
  const match = /^(.*)\[(\d+)\]$/.exec(scope);
  return match === null ? undefined : { loopPath: match[1] ?? '', index: Number(match[2]) };
}

/** What is around an instance, outermost first: `a[1].b[2].c` is in `a`, `a[1]`, `a[1].b` and `a[1].b[2]`. */
export function toAncestors(path: string): readonly string[] {
  return [...path.matchAll(/\[\d+\]/g)].flatMap(({ index, 0: iteration }) => {
    const end = index + iteration.length;
    return end === path.length ? [path.slice(0, index)] : [path.slice(0, index), path.slice(0, end)];
  });
}
