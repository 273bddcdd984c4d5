/** A run of text inside a paragraph. */
export interface Span {
  readonly kind: 'text' | 'strong' | 'em' | 'code' | 'link';
  readonly text: string;
  /** Of a link: an http, https or mailto address. */
  readonly href?: string;
}

/** A part of a text. */
export type Block =
  | { readonly kind: 'paragraph' | 'heading' | 'quote'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'code'; readonly text: string };

const SPAN =
  /(`[^`\n]+`)|\*\*([^\s*](?:[^*\n]*[^\s*])?)\*\*|\*([^\s*](?:[^*\n]*[^\s*])?)\*|\[([^\]\n]+)\]\(([^)\s]+)\)|(https?:\/\/[^\s<>)\]]+)/g;
const SAFE_ADDRESS = /^(https?:|mailto:)/i;

/** Reads the Markdown people write in messages: paragraphs, headings, lists, quotes, code, bold, italics and links. No HTML. */
export function readMarkdown(text: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      at += 1;
    } else if (line.startsWith('```')) {
      const end = lines.findIndex((other, index) => index > at && other.startsWith('```'));
      const last = end === -1 ? lines.length : end;
      blocks.push({ kind: 'code', text: lines.slice(at + 1, last).join('\n') });
      at = last + 1;
    } else {
      const taken = takeBlock(lines, at);
      blocks.push(taken.block);
      at = taken.next;
    }
  }
  return blocks;
}

function takeBlock(lines: readonly string[], start: number): { readonly block: Block; readonly next: number } {
  const line = lines[start] ?? '';
  const heading = /^#{1,6} +(.+)$/.exec(line);
  if (heading !== null) return { block: { kind: 'heading', spans: toSpans(heading[1] ?? '') }, next: start + 1 };
  const isItem = (text: string | undefined) => text !== undefined && /^ {0,3}([-*+]|\d{1,4}[.)]) +\S/.test(text);
  if (isItem(line)) {
    let next = start;
    while (isItem(lines[next])) next += 1;
    const items = lines.slice(start, next).map((item) => toSpans(item.replace(/^ *([-*+]|\d{1,4}[.)]) +/, '')));
    return { block: { kind: 'list', ordered: /^ *\d/.test(line), items }, next };
  }
  const isQuote = line.startsWith('>');
  let next = start + 1;
  while (
    next < lines.length &&
    (lines[next] ?? '').trim() !== '' &&
    !isItem(lines[next]) &&
    !/^(#{1,6} |```)/.test(lines[next] ?? '')
  )
    next += 1;
  const words = lines.slice(start, next).map((one) => (isQuote ? one.replace(/^> ?/, '') : one));
  return { block: { kind: isQuote ? 'quote' : 'paragraph', spans: toSpans(words.join('\n')) }, next };
}

function toSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  let last = 0;
  for (const match of text.matchAll(SPAN)) {
    if (match.index > last) spans.push({ kind: 'text', text: text.slice(last, match.index) });
    spans.push(toSpan(match));
    last = match.index + match[0].length;
  }
  if (last < text.length) spans.push({ kind: 'text', text: text.slice(last) });
  return spans;
}

function toSpan([whole, code, strong, em, label, address, bare]: RegExpExecArray): Span {
  if (code !== undefined) return { kind: 'code', text: code.slice(1, -1) };
  if (strong !== undefined) return { kind: 'strong', text: strong };
  if (em !== undefined) return { kind: 'em', text: em };
  if (bare !== undefined) return { kind: 'link', text: bare, href: bare };
  // `javascript:` and the like stay what they are: text.
  if (label === undefined || address === undefined || !SAFE_ADDRESS.test(address)) return { kind: 'text', text: whole };
  return { kind: 'link', text: label, href: address };
}
