import { findExpressionAt, scanTemplate, type Token } from './scan-template.ts';

const WHOLE = /^\s*\{\{([\s\S]*)\}\}\s*$/;

/** What is written for a dropped or picked value: without its braces where it lands inside of an expression. */
export function toInsertion(text: string, offset: number, inserted: string): string {
  const inner = WHOLE.exec(inserted)?.[1]?.trim();
  if (inner === undefined) return inserted;
  return findExpressionAt(scanTemplate(text), offset) === undefined ? inserted : inner;
}

/** A change of a text. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

const isPath = ({ kind }: Token) => kind === 'name' || kind === 'dot';

/** Where the path a token is a part of begins and ends. */
function findPath(tokens: readonly Token[], at: number): { readonly from: number; readonly to: number } | undefined {
  const first = tokens[at];
  if (first === undefined) return undefined;
  let { from, to } = first;
  for (let index = at - 1; index >= 0; index -= 1) {
    const token = tokens[index];
    if (token === undefined || !isPath(token) || token.to !== from) break;
    from = token.from;
  }
  for (let index = at + 1; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined || !isPath(token) || token.from !== to) break;
    to = token.to;
  }
  return { from, to };
}

/** What a drop changes: a value dropped on a path inside of braces takes its place, elsewhere it is written where it lands. */
export function toDrop(text: string, offset: number, dropped: string): TextChange {
  const { tokens } = scanTemplate(text);
  // Nothing is written between two braces.
  const brace = tokens.find(({ kind, from, to }) => kind === 'brace' && from < offset && offset < to);
  const isOpening = brace !== undefined && text.startsWith('{{', brace.from);
  const at = brace === undefined ? offset : isOpening ? brace.to : brace.from;
  const insert = toInsertion(text, at, dropped);
  const place = { from: at, to: at };
  if (insert === dropped) return { ...place, insert };
  const path = tokens.findIndex((token) => isPath(token) && token.from <= at && at <= token.to);
  return { ...(findPath(tokens, path) ?? place), insert };
}

/** A path as an expression in braces. */
export function toBraces(path: string): string {
  return `{{ ${path} }}`;
}

/** Text a drag carries, when it is a value for an expression. */
export function readDrop(data: Pick<DataTransfer, 'getData'>): string | undefined {
  const dropped = data.getData('text/plain').trim();
  return WHOLE.test(dropped) ? dropped : undefined;
}
