/** Attributes that give an element a tip; read by tip-host.tsx. */
export interface TipAttributes {
  readonly 'data-tip': string;
  readonly 'data-tip-keys'?: string;
  readonly 'data-tip-side'?: 'right';
}

/**
 * A tip for an element: `<button {...tip('Undo', { keys: 'mod+z' })}>`. One host draws it for the whole page, so that a thousand elements
 * with tips cost nothing. It adds to the name of the element and never replaces it: screen readers do not read it.
 */
export function tip(text: string, options: { readonly keys?: string; readonly side?: 'right' } = {}): TipAttributes {
  const { keys, side } = options;
  return {
    'data-tip': text,
    ...(keys === undefined ? {} : { 'data-tip-keys': keys }),
    ...(side === undefined ? {} : { 'data-tip-side': side }),
  };
}
