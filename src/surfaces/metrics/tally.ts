/** Label of everything beyond what is told apart. */
export const OTHER = 'other';

/** Counts by labels, in plain numbers: nothing has to be loaded before it counts. */
export interface Tally {
  add(labels: readonly string[], amount?: number): void;
  entries(): Iterable<{ readonly labels: readonly string[]; readonly count: number }>;
}

/** A tally that tells at most `max` combinations of labels apart; the rest is counted as {@link OTHER}. */
export function createTally(max: number): Tally {
  const counts = new Map<string, { readonly labels: readonly string[]; count: number }>();
  const find = (labels: readonly string[]) => {
    const key = labels.join('\n');
    const known = counts.get(key);
    if (known !== undefined || counts.size >= max) return known;
    const made = { labels, count: 0 };
    counts.set(key, made);
    return made;
  };
  const rest = { labels: [] as readonly string[], count: 0 };
  return {
    add(labels, amount = 1) {
      let entry = find(labels);
      if (entry === undefined) {
        if (rest.labels.length === 0) rest.labels = labels.map(() => OTHER);
        entry = rest;
      }
      entry.count += amount;
    },
    *entries() {
      yield* counts.values();
      if (rest.count > 0) yield rest;
    },
  };
}

/** Lets the first `max` names through and calls the rest {@link OTHER}, so that nobody can make a label grow without end. */
export function createNameLimit(max: number): (name: string) => string {
  const names = new Set<string>();
  return (name) => {
    if (names.has(name)) return name;
    if (names.size >= max) return OTHER;
    names.add(name);
    return name;
  };
}
