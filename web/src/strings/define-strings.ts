/** A text, how to make one from values, or texts by the word of a set (statuses, effects). */
export type Message = string | ((...values: never[]) => string) | Readonly<Record<string, string>>;

/** The texts of one area of the page, by key. */
export type Messages = Readonly<Record<string, Message>>;

const translations = new Map<string, Messages>();

/** Replaces texts of an area by those of another language; keys left out stay English. Call it before the first paint. */
export function translate(area: string, messages: Messages): void {
  translations.set(area, messages);
}

/**
 * The texts of an area, in the language of the person. Each area keeps its own in `strings.ts`:
 * `export const text = defineStrings('runs', { title: 'Runs', found: (count: number) => plural(count, 'run') })`.
 */
export function defineStrings<const Texts extends Messages>(area: string, english: Texts): Texts {
  return new Proxy(english, {
    get: (texts, key) => (typeof key === 'string' ? (translations.get(area)?.[key] ?? texts[key]) : undefined),
  });
}
