/** A part of a text. */
export interface TextPart {
  readonly text: string;
  readonly offset: number;
}

/**
 * The JSON in text as people and models write it: after a byte order mark, in the first fenced block of Markdown,
 * or from the first bracket to the last one. All of the text when there is nothing around it.
 */
export function findJson(text: string): TextPart {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const whole = { text: text.slice(start), offset: start };
  const first = whole.text.trimStart()[0] ?? '';
  if (first === '{' || first === '[' || first === '"') return whole;
  return findFence(whole) ?? findBrackets(whole) ?? whole;
}

function findFence({ text, offset }: TextPart): TextPart | undefined {
  const opening = /```[a-zA-Z0-9_-]{0,20}[ \t]*\r?\n?/.exec(text);
  if (opening === null) return undefined;
  const from = opening.index + opening[0].length;
  const to = text.indexOf('```', from);
  return { text: text.slice(from, to < 0 ? text.length : to), offset: offset + from };
}

function findBrackets({ text, offset }: TextPart): TextPart | undefined {
  const from = text.search(/[[{]/);
  if (from < 0) return undefined;
  const to = text.lastIndexOf(text[from] === '{' ? '}' : ']');
  return to < from ? undefined : { text: text.slice(from, to + 1), offset: offset + from };
}
