/** Something wrong that a check of the data found. */
export interface Finding {
  /** `error`: something is lost or unreadable. `warning`: nothing is, but space is wasted. */
  readonly severity: 'error' | 'warning';
  /** Where: a run's id, a blob's hash, a table, or the database as a whole. */
  readonly place: string;
  readonly message: string;
}

/** Most findings one check reports. */
const MAX_FINDINGS = 1_000;

/** Collects findings up to a limit. */
export interface Findings {
  add(severity: Finding['severity'], place: string, message: string): void;
  readonly isFull: boolean;
  toList(): readonly Finding[];
}

export function createFindings(): Findings {
  const list: Finding[] = [];
  return {
    add(severity, place, message) {
      if (list.length < MAX_FINDINGS) list.push({ severity, place, message });
    },
    get isFull() {
      return list.length >= MAX_FINDINGS;
    },
    toList: () => list,
  };
}
