import { defineStrings } from '#web/strings/define-strings.ts';

/** Texts of the palette. */
export const text = defineStrings('palette', {
  title: 'Blocks',
  open: 'Show blocks',
  close: 'Hide blocks',
  search: 'Search blocks',
  none: (query: string) => `No block fits “${query}”. Try another word.`,
});
