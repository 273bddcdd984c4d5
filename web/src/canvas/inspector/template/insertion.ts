import { findExpressionAt, scanTemplate } from './scan-template.ts';

const WHOLE = /^\s*\{\{([\s\S]*)\}\}\s*$/;

/** What is written for a dropped or picked value: without its braces where it lands inside of an expression. */
export function toInsertion(text: string, offset: number, inserted: string): string {
  const inner = WHOLE.exec(inserted)?.[1]?.trim();
  if (inner === undefined) return inserted;
  return findExpressionAt(scanTemplate(text), offset) === undefined ? inserted : inner;
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
