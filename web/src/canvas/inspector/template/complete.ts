import { findReference, quoteName, type ReferenceNode } from '../../model/references.ts';
import { type FunctionHelp, listFunctions } from './jsonata-functions.ts';
import { toNodeWords, toTypeWord } from './reference-words.ts';
import { findExpressionAt, scanTemplate, type Token } from './scan-template.ts';

/** What can be written at an offset. */
export interface TemplateOption {
  readonly kind: 'step' | 'key' | 'function' | 'word';
  readonly label: string;
  /** What is written for it. */
  readonly insert: string;
  /** Short words beside it: a type, a signature. */
  readonly detail: string;
  /** More about it: a description, a glimpse of the value. */
  readonly info?: string;
}

/** Options at an offset, and the offset from which they replace what is written. */
export interface Completion {
  readonly from: number;
  readonly options: readonly TemplateOption[];
}

const isOpen = (text: string) => text === '[' || text === '(' || text === '{';

/** Names of the path that ends with the token at `end`: `a.b[x > 1].c` gives a, b, c. `undefined` when it is no plain path. */
function readPath(text: string, tokens: readonly Token[], end: number): readonly string[] | undefined {
  const names: string[] = [];
  let index = end;
  while (index >= 0) {
    let token = tokens[index];
    // Predicates choose among items; what is behind them has the same keys.
    while (token !== undefined && token.kind === 'bracket' && text[token.from] === ']') {
      let depth = 0;
      do {
        const char = text[token.from] ?? '';
        if (token.kind === 'bracket') depth += isOpen(char) ? -1 : 1;
        index -= 1;
        token = tokens[index];
      } while (depth > 0 && token !== undefined);
    }
    if (token === undefined || token.kind !== 'name') return undefined;
    const name = text.slice(token.from, token.to);
    names.unshift(name.startsWith('`') ? name.slice(1, -1) : name);
    if (tokens[index - 1]?.kind !== 'dot') return names;
    index -= 2;
  }
  return undefined;
}

/** Names of the value whose items the brackets around an offset look into: `orders` in `orders[tot`. */
function readContext(text: string, tokens: readonly Token[], end: number): readonly string[] | undefined {
  let depth = 0;
  for (let index = end; index >= 0; index -= 1) {
    const token = tokens[index];
    if (token === undefined || token.kind !== 'bracket') continue;
    const char = text[token.from] ?? '';
    depth += isOpen(char) ? 1 : -1;
    if (depth <= 0) continue;
    const before = tokens[index - 1];
    if (char === '[') return before === undefined ? undefined : readPath(text, tokens, index - 1);
    if (before?.kind === 'dot') return readPath(text, tokens, index - 2);
    // Parentheses and braces that only group: what is around them counts.
    depth = 0;
  }
  return undefined;
}

function toOption(node: ReferenceNode, kind: 'step' | 'key'): TemplateOption {
  const insert = kind === 'step' ? node.expression : (quoteName(node.name) ?? node.name);
  const info = toNodeWords(node);
  return { kind, label: node.name, insert, detail: toTypeWord(node), ...(info === '' ? {} : { info }) };
}

function toFunctionOption({ name, signature, description }: FunctionHelp): TemplateOption {
  return { kind: 'function', label: `$${name}`, insert: `$${name}(`, detail: signature, info: description };
}

/** What can be written at an offset of a text with `{{ }}`; `undefined` outside of braces and inside of quotes. */
export function completeTemplate(
  text: string,
  offset: number,
  roots: readonly ReferenceNode[],
  explicit = false,
): Completion | undefined {
  const scanned = scanTemplate(text);
  const span = findExpressionAt(scanned, offset);
  if (span === undefined) return undefined;
  const tokens = scanned.tokens.filter((token) => token.from >= span.from && token.from < offset);
  const last = tokens.length - 1;
  const current = tokens[last];
  if (current !== undefined && current.to > offset && /^(string|regex|comment)$/.test(current.kind)) return undefined;
  const isTyping =
    current !== undefined && current.to >= offset && ['name', 'word', 'function', 'variable'].includes(current.kind);
  const from = isTyping ? current.from : offset;
  if (isTyping && text[from] === '$') return { from, options: listFunctions().map(toFunctionOption) };
  const before = isTyping ? last - 1 : last;
  if (tokens[before]?.kind === 'dot') {
    const names = readPath(text, tokens, before - 1);
    const node =
      names === undefined
        ? undefined
        : (findRelative(text, tokens, before - 1, names, roots) ?? findReference(roots, names));
    const keys = node?.children() ?? [];
    return keys.length === 0 ? undefined : { from, options: keys.map((key) => toOption(key, 'key')) };
  }
  // After a value comes an operator, which nobody needs help with.
  const isAfterValue = !isTyping && current !== undefined && /^(name|string|number)$/.test(current.kind);
  if (isAfterValue && !explicit) return undefined;
  const context = readContext(text, tokens, before);
  const inner = context === undefined ? [] : (findReference(roots, context)?.children() ?? []);
  return {
    from,
    options: [
      ...inner.map((key) => toOption(key, 'key')),
      ...roots.map((root) => toOption(root, 'step')),
      ...(isTyping || explicit ? listFunctions().map(toFunctionOption) : []),
    ],
  };
}

/** The node of a path that begins at the items of the brackets around it. */
function findRelative(
  text: string,
  tokens: readonly Token[],
  end: number,
  names: readonly string[],
  roots: readonly ReferenceNode[],
): ReferenceNode | undefined {
  const context = readContext(text, tokens, end);
  return context === undefined ? undefined : findReference(roots, [...context, ...names]);
}

/** The node under an offset, for a look at its value. */
export function findReferenceAt(
  text: string,
  offset: number,
  roots: readonly ReferenceNode[],
): { readonly from: number; readonly to: number; readonly node: ReferenceNode } | undefined {
  const scanned = scanTemplate(text);
  const span = findExpressionAt(scanned, offset);
  if (span === undefined) return undefined;
  const tokens = scanned.tokens.filter((token) => token.from >= span.from && token.to <= span.to);
  const index = tokens.findIndex(({ kind, from, to }) => kind === 'name' && from <= offset && to >= offset);
  const token = tokens[index];
  const names = token === undefined ? undefined : readPath(text, tokens, index);
  if (token === undefined || names === undefined) return undefined;
  const node = findRelative(text, tokens, index, names, roots) ?? findReference(roots, names);
  return node === undefined ? undefined : { from: token.from, to: token.to, node };
}

/** The function under an offset, for a look at how it is called. */
export function findFunctionAt(
  text: string,
  offset: number,
): { readonly from: number; readonly to: number; readonly help: FunctionHelp } | undefined {
  const token = scanTemplate(text).tokens.find(
    ({ kind, from, to }) => kind === 'function' && from <= offset && to >= offset,
  );
  if (token === undefined) return undefined;
  const name = text.slice(token.from + 1, token.to);
  const help = listFunctions().find((one) => one.name === name);
  return help === undefined ? undefined : { from: token.from, to: token.to, help };
}
