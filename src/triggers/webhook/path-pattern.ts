import { AppError } from '#contract/app-error.ts';

/** A part of a path between slashes: a text, or any one text that gets a name. */
export type Segment = { readonly text: string } | { readonly name: string };

/** Parts a path may have. */
export const MAX_SEGMENTS = 32;

function refuse(pattern: string, reason: string): AppError {
  return new AppError('workflow-invalid', `The webhook path "${pattern}" ${reason}.`);
}

/** Reads a path such as `orders/:id`; slashes around it do not count. @throws AppError workflow-invalid */
export function parsePathPattern(pattern: string): readonly Segment[] {
  const parts = pattern.replace(/^\/+|\/+$/g, '').split('/');
  if (parts.length > MAX_SEGMENTS) throw refuse(pattern, `has more than ${MAX_SEGMENTS} parts`);
  const names = new Set<string>();
  return parts.map((part) => {
    if (part === '') throw refuse(pattern, 'has an empty part; write something between the slashes');
    if (part === '.' || part === '..') throw refuse(pattern, 'holds "." or ".."; addresses with those never arrive');
    if (part.startsWith(':')) {
      const name = part.slice(1);
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
        throw refuse(pattern, `holds "${part}"; a name has letters, digits and _ and does not start with a digit`);
      if (names.has(name)) throw refuse(pattern, `names ":${name}" twice`);
      names.add(name);
      return { name };
    }
    if (!/^[^\s%?#:{}\\\p{Cc}]+$/u.test(part))
      throw refuse(pattern, `holds "${part}"; leave out spaces and the characters % ? # : { } \\`);
    return { text: part.normalize('NFC') };
  });
}

/** What two patterns have in common when they match the same addresses. */
export function toShape(segments: readonly Segment[]): string {
  return segments.map((segment) => ('text' in segment ? segment.text : ':')).join('/');
}

/** The parts of a path as sent, decoded; undefined when no pattern can match it. */
export function toSegments(path: string): readonly string[] | undefined {
  const end = path.endsWith('/') ? path.length - 1 : path.length;
  const parts = path.slice(0, end).split('/', MAX_SEGMENTS + 1);
  if (parts.length > MAX_SEGMENTS) return undefined;
  for (let at = 0; at < parts.length; at++) {
    let part = parts[at] ?? '';
    if (part.includes('%')) {
      try {
        part = decodeURIComponent(part);
      } catch {
        return undefined;
      }
      part = part.normalize('NFC');
      parts[at] = part;
    }
    if (part === '' || part === '.' || part === '..') return undefined;
  }
  return parts;
}
