import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';

/**
 * Reads an address. Only http and https are spoken.
 * @param base what a relative address is relative to
 * @throws AppError `input-invalid` when it is none, `address-refused` for another protocol
 */
export function parseUrl(text: string, base?: URL): URL {
  const url = URL.parse(text, base?.href);
  if (url === null || (url.hostname === '' && /^https?:$/.test(url.protocol))) {
    throw new AppError(
      'input-invalid',
      `"${hideCredentials(text)}" is no address. Give one such as https://example.com/orders.`,
      {
        data: { field: 'url' },
      },
    );
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new AppError(
      'address-refused',
      `The protocol "${url.protocol}" is not spoken. Use an http or https address.`,
      { data: { field: 'url' } },
    );
  }
  url.hash = '';
  return url;
}

/** The address as errors show it: without credentials, and without the query, which may hold some. */
export function toShownUrl(url: URL): string {
  return `${url.origin}${url.pathname}${url.search === '' ? '' : '?…'}`;
}

/** Adds parameters: lists give one each, objects go as JSON, null is left out. */
export function addQuery(url: URL, query: JsonObject): void {
  for (const [name, value] of toPairs(query)) url.searchParams.append(name, value);
}

/** Names and values of a form or query. */
export function toPairs(fields: JsonObject): readonly (readonly [string, string])[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== null)
      .map((one: JsonValue) => [name, typeof one === 'object' ? JSON.stringify(one) : String(one)] as const),
  );
}

function hideCredentials(text: string): string {
  return text
    .slice(0, 200)
    .replace(/\/\/[^/@]*@/, '//…@')
    .replace(/\?.*$/s, '?…');
}
