import { useState } from 'react';

/** Rows that came in above the one a person looks from, apart from those to show. */
export function splitAtAnchor<Row>(
  rows: readonly Row[],
  anchor: string | undefined,
  rowId: (row: Row) => string,
): { readonly held: number; readonly shown: readonly Row[] } {
  const at = anchor === undefined ? -1 : rows.findIndex((row) => rowId(row) === anchor);
  return at <= 0 ? { held: 0, shown: rows } : { held: at, shown: rows.slice(at) };
}

/**
 * Keeps a live table from jumping: while a person is `away` from the top, new rows are counted instead of shown. `viewKey` changes with
 * the filters: another list, nothing to hold back.
 */
export function useHeldRows<Row>(
  rows: readonly Row[],
  rowId: (row: Row) => string,
  { away, viewKey }: { readonly away: boolean; readonly viewKey: string },
) {
  const [anchor, setAnchor] = useState<{ readonly id: string | undefined; readonly viewKey: string }>();
  const [first] = rows;
  const isOther = anchor !== undefined && anchor.viewKey !== viewKey;
  // Derived while drawing, as React advises: an effect would show the new rows for one frame.
  if (away && (anchor === undefined || isOther) && first !== undefined) setAnchor({ id: rowId(first), viewKey });
  else if (anchor !== undefined && (!away || isOther)) setAnchor(undefined);
  const release = () => setAnchor(first === undefined ? undefined : { id: rowId(first), viewKey });
  return { ...splitAtAnchor(rows, isOther ? undefined : anchor?.id, rowId), release };
}
