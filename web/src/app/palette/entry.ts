import type { ReactNode } from 'react';

/** A line of the palette. */
export interface Entry {
  /** Unique over all kinds, e.g. `workflow:license-report`. */
  readonly id: string;
  readonly label: string;
  /** What kind of thing it is, shown beside it. */
  readonly kind: string;
  /** More about it, in a quieter voice. */
  readonly detail?: ReactNode;
  /** Words it is found by, too. */
  readonly keywords?: string;
  readonly icon?: ReactNode;
  readonly keys?: string;
  readonly run: () => void;
}

/** Lines under a heading. */
export interface EntrySection {
  readonly heading: string | undefined;
  readonly entries: readonly Entry[];
}
