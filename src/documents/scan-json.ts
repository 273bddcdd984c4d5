import type { LocationNode } from './location.ts';

/** Why a text is not JSON, and where. */
export class JsonFault extends Error {
  readonly offset: number;

  constructor(reason: string, offset: number) {
    super(reason);
    this.name = 'JsonFault';
    this.offset = offset;
  }
}

/** A list or object being read. */
interface Frame {
  readonly kind: 'list' | 'object';
  readonly children: Map<string, LocationNode>;
  key: string;
}

const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Offset behind the text that begins at `start`. */
function skipText(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    const char = text[index] ?? '';
    if (char === '"') return index + 1;
    if (char === '\\') {
      ESCAPE.lastIndex = index;
      if (!ESCAPE.test(text)) throw new JsonFault('a backslash that escapes nothing', index);
      index = ESCAPE.lastIndex - 1;
    } else if (char < ' ') throw new JsonFault('a line break or control character inside a text', index);
  }
  throw new JsonFault('a text without its closing quote', start);
}

function describe(text: string, index: number): string {
  return index >= text.length ? 'the end of the document' : `\`${text.slice(index, index + 1)}\``;
}

/**
 * Reads JSON for the places of its values. Stricter than `JSON.parse`: a key may occur only once in an object, and nesting is bounded.
 * @throws JsonFault
 */
export function scanJson(text: string, maxDepth: number): LocationNode {
  const frames: Frame[] = [];
  let root: LocationNode | undefined;
  let index = 0;

  const skipBlanks = (): void => {
    while (index < text.length && ' \t\r\n'.includes(text[index] ?? '')) index++;
  };
  const place = (node: LocationNode): void => {
    const frame = frames.at(-1);
    if (frame === undefined) root = node;
    else frame.children.set(frame.kind === 'list' ? String(frame.children.size) : frame.key, node);
  };
  const readKey = (frame: Frame): void => {
    skipBlanks();
    if (text[index] !== '"')
      throw new JsonFault(`${describe(text, index)} where a key in double quotes was expected`, index);
    const start = index;
    index = skipText(text, index);
    frame.key = String(JSON.parse(text.slice(start, index)));
    if (frame.children.has(frame.key)) throw new JsonFault(`the key "${frame.key.slice(0, 100)}" a second time`, start);
    skipBlanks();
    if (text[index] !== ':') throw new JsonFault(`${describe(text, index)} where a colon was expected`, index);
    index++;
  };
  /** Opens a list or object, or reads a simple value. Answers whether a value is complete. */
  const readValue = (): boolean => {
    skipBlanks();
    const start = index;
    const char = text[index];
    if (char === '[' || char === '{') {
      if (frames.length >= maxDepth) throw new JsonFault(`more than ${maxDepth} levels of nesting`, start);
      const frame: Frame = { kind: char === '[' ? 'list' : 'object', children: new Map(), key: '' };
      place({ offset: start, children: frame.children });
      index++;
      skipBlanks();
      if (text[index] === (char === '[' ? ']' : '}')) {
        index++;
        return true;
      }
      frames.push(frame);
      if (frame.kind === 'object') readKey(frame);
      return false;
    }
    if (char === '"') index = skipText(text, index);
    else {
      LITERAL.lastIndex = index;
      if (!LITERAL.test(text)) throw new JsonFault(`${describe(text, index)} where a value was expected`, index);
      index = LITERAL.lastIndex;
    }
    place({ offset: start, children: undefined });
    return true;
  };
  /** After a value: the next one's place, or the ends of what is complete with it. */
  const readSeparators = (): void => {
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      skipBlanks();
      const char = text[index];
      if (char === ',') {
        index++;
        if (frame.kind === 'object') readKey(frame);
        return;
      }
      if (char !== (frame.kind === 'list' ? ']' : '}')) {
        throw new JsonFault(
          `${describe(text, index)} where a comma or ${frame.kind === 'list' ? '`]`' : '`}`'} was expected`,
          index,
        );
      }
      index++;
      frames.pop();
    }
  };

  do {
    if (readValue()) readSeparators();
  } while (frames.length > 0);
  skipBlanks();
  if (index < text.length || root === undefined)
    throw new JsonFault(`${describe(text, index)} after the end of the document`, index);
  return root;
}
