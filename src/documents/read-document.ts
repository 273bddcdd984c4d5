import { createRequire } from 'node:module';
import type { Document, Node, ParsedNode } from 'yaml';
import { AppError } from '#contract/app-error.ts';
import { createPlaceFinder, findOffset, type LocationNode, type Place } from './location.ts';
import { JsonFault, scanJson } from './scan-json.ts';

/** Bytes of a document. */
const MAX_BYTES = 10 * 1024 * 1024;

/** YAML takes a hundred times as long to read as JSON. */
const MAX_YAML_BYTES = 1024 * 1024;

/** Nesting of a document. */
const MAX_DEPTH = 200;

/** Values of a YAML document, those its aliases repeat included. */
const MAX_YAML_VALUES = 500_000;

const MAX_ALIASES = 1_000;

export type DocumentFormat = 'json' | 'yaml';

/** A document as data, with the places of its parts. */
export interface ReadDocument {
  readonly value: unknown;
  /** Place of what a JSON pointer names, or of the nearest thing around it. */
  locate(pointer: string): Place | undefined;
}

function unreadable(format: string, reason: string, place: Place | undefined, cause?: unknown): AppError {
  const where = place === undefined ? '' : ` (line ${place.line}, column ${place.column})`;
  return new AppError(
    'document-unreadable',
    `The document is not valid ${format}${where}: there is ${reason}. Correct it there.`,
    {
      cause,
      data: { format, reason, ...(place === undefined ? {} : { line: place.line, column: place.column }) },
    },
  );
}

function assertSize(text: string, most: number, advice: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes <= most) return;
  throw new AppError('limit-exceeded', `The document has ${bytes} bytes; at most ${most} are read. ${advice}`, {
    data: { bytes, limit: most },
  });
}

function readJson(text: string): ReadDocument {
  const findPlace = createPlaceFinder(text);
  let root: LocationNode;
  try {
    root = scanJson(text, MAX_DEPTH);
  } catch (thrown) {
    if (thrown instanceof JsonFault) throw unreadable('JSON', thrown.message, findPlace(thrown.offset));
    throw thrown;
  }
  return { value: JSON.parse(text), locate: (pointer) => findPlace(findOffset(root, pointer)) };
}

/** Plain data of what YAML gave, whose lists and objects may be one and the same in many places. */
function toPlain(value: unknown): unknown {
  let count = 0;
  const copy = (part: unknown, depth: number): unknown => {
    if (++count > MAX_YAML_VALUES)
      throw new AppError(
        'limit-exceeded',
        `The document has more than ${MAX_YAML_VALUES} values, aliases included. Make it smaller.`,
      );
    if (depth > MAX_DEPTH) throw unreadable('YAML', `more than ${MAX_DEPTH} levels of nesting`, undefined);
    if (typeof part === 'number' && !Number.isFinite(part))
      throw unreadable('YAML', `the number ${part}, which JSON does not have`, undefined);
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return part.map((item) => copy(item, depth + 1));
    if (Object.getPrototypeOf(part) !== Object.prototype)
      throw unreadable('YAML', 'a value that JSON does not have (a set, date or binary)', undefined);
    return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, copy(item, depth + 1)]));
  };
  return copy(value, 0);
}

function readYaml(text: string): ReadDocument {
  assertSize(text, MAX_YAML_BYTES, 'Write it as JSON, which may be larger, or split it.');
  const yaml = createRequire(import.meta.url)('yaml') as typeof import('yaml');
  const findPlace = createPlaceFinder(text);
  let document: Document.Parsed<ParsedNode>;
  try {
    document = yaml.parseDocument(text, {
      version: '1.2',
      schema: 'core',
      stringKeys: true,
      prettyErrors: false,
      logLevel: 'error',
    });
  } catch (thrown) {
    // The parser of YAML recurses.
    if (thrown instanceof RangeError) throw unreadable('YAML', 'too much nesting', undefined, thrown);
    throw thrown;
  }
  const [error] = document.errors;
  if (error !== undefined)
    throw unreadable('YAML', `an error: ${error.message.slice(0, 300)}`, findPlace(error.pos[0]), error);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (thrown) {
    throw unreadable(
      'YAML',
      thrown instanceof RangeError ? 'too much nesting' : 'an alias that is unknown, or repeats too much',
      undefined,
      thrown,
    );
  }
  const plain = toPlain(value);

  const toLocations = (node: Node | null | undefined): LocationNode => {
    const children = new Map<string, LocationNode>();
    if (yaml.isMap(node)) {
      for (const pair of node.items) {
        const key = yaml.isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
        children.set(
          key,
          toLocations(yaml.isNode(pair.value) ? pair.value : yaml.isNode(pair.key) ? pair.key : undefined),
        );
      }
    } else if (yaml.isSeq(node)) {
      node.items.forEach((item, index) => {
        children.set(String(index), toLocations(yaml.isNode(item) ? item : undefined));
      });
    }
    return { offset: node?.range?.[0] ?? 0, children };
  };
  let root: LocationNode | undefined;
  return {
    value: plain,
    locate(pointer) {
      root ??= toLocations(document.contents);
      return findPlace(findOffset(root, pointer));
    },
  };
}

/**
 * Reads a JSON or YAML document. Without a format, what begins with `{` or `[` is JSON.
 * @throws AppError `document-unreadable` with line and column, `limit-exceeded`
 */
export function readDocument(source: string, format?: DocumentFormat): ReadDocument {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  assertSize(text, MAX_BYTES, 'Split it.');
  if (text.trim() === '')
    throw unreadable(format === 'yaml' ? 'YAML' : 'JSON', 'nothing in it', { line: 1, column: 1 });
  const isJson = format === 'json' || (format === undefined && /^\s*[[{]/.test(text));
  return isJson ? readJson(text) : readYaml(text);
}
