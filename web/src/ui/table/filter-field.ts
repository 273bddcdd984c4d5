import type { ReactNode } from 'react';

/** A value a filter can have. */
export interface FilterOption {
  readonly value: string;
  readonly label: string;
  readonly mark?: ReactNode;
}

/** A filter of a table. `toWords` says it as a part of a sentence: `that failed`, `of Daily orders`. */
export type FilterField = {
  /** Its name in the address. */
  readonly id: string;
  readonly label: string;
} & (
  | {
      readonly kind: 'many' | 'one';
      readonly options: readonly FilterOption[];
      readonly toWords: (chosen: readonly FilterOption[]) => string;
    }
  | { readonly kind: 'time' }
  | { readonly kind: 'text' }
);

/** Values a filter of the kind `many` has in an address. */
export function toValues(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(',').filter((value) => value !== '');
}

/** What an address says for these values; nothing for none. */
export function fromValues(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(',');
}

/** The options that are chosen; a value nobody offers stands for itself, so that an address is never half read. */
export function toChosen(options: readonly FilterOption[], text: string | undefined): readonly FilterOption[] {
  return toValues(text).map((value) => options.find((option) => option.value === value) ?? { value, label: value });
}
