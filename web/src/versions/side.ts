/** One side of a comparison: a version, or the draft on top of the newest one. */
export type Side = number | 'draft';

/** The side an address names; `undefined` for anything else. */
export function readSide(text: string | undefined): Side | undefined {
  if (text === 'draft') return 'draft';
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/** What there is to compare. */
export interface Comparable {
  readonly newest: number;
  readonly hasDraft: boolean;
}

/**
 * The two sides an address asks for; where it says nothing, the newest change: the draft against the newest version, or the newest version
 * against the one before. `undefined` when there is only one document.
 */
export function toSides(
  asked: { readonly from: Side | undefined; readonly to: Side | undefined },
  { newest, hasDraft }: Comparable,
): { readonly from: Side; readonly to: Side } | undefined {
  const to = asked.to ?? (hasDraft ? 'draft' : newest);
  const from = asked.from ?? (to === 'draft' ? newest : to - 1);
  return from === 0 ? undefined : { from, to };
}
