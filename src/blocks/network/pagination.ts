import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { compileFieldPath, type FieldReader } from '../data/field-path.ts';
import { describeValue, isList, isObject } from '../data/json-kind.ts';
import { readChoice, readCount, readText, wrongType } from '../data/read-input.ts';
import { findNextLink } from './link-header.ts';
import { parseUrl, toShownUrl } from './request-url.ts';

const KINDS = ['none', 'link', 'next_url', 'page', 'offset', 'cursor'] as const;

/** One page as it was answered. */
export interface Page {
  readonly url: URL;
  readonly link: string | undefined;
  readonly body: JsonValue;
  readonly items: readonly JsonValue[];
}

/** Finds the pages of an answer. */
export interface Pager {
  readonly isOn: boolean;
  /** The address of the first page. */
  readonly first: URL;
  /** The items of a page. @throws AppError `response-rejected` when there is no list */
  readItems(body: JsonValue): readonly JsonValue[];
  /** The address of the page after `page`; `undefined` when it was the last. @throws AppError `response-rejected` */
  findNext(page: Page): URL | undefined;
}

/**
 * The pager of the step's inputs.
 * @throws AppError `input-invalid`
 */
export function createPager(inputs: JsonObject, url: URL): Pager {
  const kind = readChoice(inputs, 'pagination', KINDS, 'none');
  const itemsPath = readText(inputs, 'itemsPath');
  const readItems = createItemsReader(itemsPath, kind !== 'none');
  if (kind === 'none') return { isOn: false, first: url, readItems, findNext: () => undefined };

  const { first, findNext } = createSteps(kind, inputs, url);
  const hasMore = readMore(inputs);
  const seen = new Set([first.href]);
  return {
    isOn: true,
    first,
    readItems,
    findNext: (page) => {
      const next = hasMore(page.body) ? findNext(page) : undefined;
      if (next === undefined) return undefined;
      if (seen.has(next.href)) {
        throw new AppError(
          'response-rejected',
          `The pages of ${toShownUrl(url)} go in a circle: a page names one that was read already. Check the pagination of the step.`,
        );
      }
      seen.add(next.href);
      return next;
    },
  };
}

interface Steps {
  readonly first: URL;
  findNext(page: Page): URL | undefined;
}

function createSteps(kind: Exclude<(typeof KINDS)[number], 'none'>, inputs: JsonObject, url: URL): Steps {
  switch (kind) {
    case 'link':
      return { first: url, findNext: ({ link, url: base }) => toNext(findNextLink(link), base) };
    case 'next_url': {
      const read = readPath(inputs, 'nextPath', 'next');
      return { first: url, findNext: ({ body, url: base }) => toNext(toText(read(body), 'nextPath'), base) };
    }
    case 'cursor': {
      const read = readPath(inputs, 'nextPath', 'next_cursor');
      const parameter = readText(inputs, 'pageParam') || 'cursor';
      return {
        first: url,
        findNext: ({ body }) => {
          const cursor = toText(read(body), 'nextPath');
          return cursor === undefined ? undefined : withParameter(url, parameter, cursor);
        },
      };
    }
    case 'page':
      return createCounter(inputs, url, 'page', 1, () => 1);
    case 'offset':
      return createCounter(inputs, url, 'offset', 0, (items) => items);
  }
}

/** Pages by number, or by the number of items before them; an empty page, or one not full, is the last. */
function createCounter(
  inputs: JsonObject,
  url: URL,
  name: string,
  from: number,
  advance: (items: number) => number,
): Steps {
  const parameter = readText(inputs, 'pageParam') || name;
  const sizeParameter = readText(inputs, 'pageSizeParam');
  const size = readCount(inputs, 'pageSize', 0);
  let at = readCount(inputs, 'pageStart', from);
  const base = sizeParameter === '' || size === 0 ? url : withParameter(url, sizeParameter, String(size));
  return {
    first: withParameter(base, parameter, String(at)),
    findNext: ({ items }) => {
      if (items.length === 0 || items.length < size) return undefined;
      at += advance(items.length);
      return withParameter(base, parameter, String(at));
    },
  };
}

function createItemsReader(path: string, isNeeded: boolean): Pager['readItems'] {
  if (path === '' && !isNeeded) return () => [];
  const read = compileFieldPath(path);
  return (body) => {
    const items = read(body);
    if (isList(items)) return items;
    const place = path === '' ? 'The answer' : `The answer's field "${path}"`;
    const keys = isObject(body) ? ` Its fields are ${Object.keys(body).slice(0, 20).join(', ')}.` : '';
    throw new AppError(
      'response-rejected',
      `${place} is ${describeValue(items)}, not a list of items.${keys} Correct "itemsPath".`,
      {
        data: { field: 'itemsPath' },
      },
    );
  };
}

function readMore(inputs: JsonObject): (body: JsonValue) => boolean {
  const path = readText(inputs, 'hasMorePath');
  if (path === '') return () => true;
  const read = compileFieldPath(path);
  return (body) => {
    const value = read(body);
    return !(
      value === undefined ||
      value === null ||
      value === false ||
      value === 0 ||
      value === '' ||
      value === 'false'
    );
  };
}

function readPath(inputs: JsonObject, field: string, fallback: string): FieldReader {
  return compileFieldPath(readText(inputs, field) || fallback);
}

function toText(value: JsonValue | undefined, field: string): string | undefined {
  if (value === undefined || value === null || value === '' || value === false) return undefined;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new AppError(
    'response-rejected',
    `What the answer gives as the next page is ${describeValue(value)}, not text. Correct "${field}".`,
    { data: { field } },
  );
}

function toNext(text: string | undefined, base: URL): URL | undefined {
  if (text === undefined) return undefined;
  const url = parseUrl(text, base);
  url.username = '';
  url.password = '';
  return url;
}

function withParameter(url: URL, name: string, value: string): URL {
  const copy = new URL(url);
  copy.searchParams.set(name, value);
  return copy;
}

/** Pages read at most. @throws AppError `input-invalid` */
export function readMaxPages(inputs: JsonObject): number {
  const maxPages = readCount(inputs, 'maxPages', 10);
  if (maxPages < 1) throw wrongType('maxPages', 'at least 1', maxPages);
  return maxPages;
}
