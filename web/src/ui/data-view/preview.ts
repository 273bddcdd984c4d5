import { formatNumber } from '#web/strings/format.ts';
import { text } from '../strings.ts';
import { countChildren, toKind } from './kind.ts';

const MAX_TEXT = 300;

/** A value on one line: texts in quotes and cut, lists and objects by their size. */
export function toPreview(value: unknown): string {
  switch (toKind(value)) {
    case 'array': {
      const count = countChildren(value);
      return count === 0 ? '[ ]' : text.items(count);
    }
    case 'object': {
      const count = countChildren(value);
      return count === 0 ? '{ }' : text.fields(count);
    }
    case 'string':
      return JSON.stringify(cut(String(value)));
    case 'null':
      return 'null';
    default:
      return String(value);
  }
}

function cut(value: string): string {
  return value.length <= MAX_TEXT ? value : `${value.slice(0, MAX_TEXT)}… (+${formatNumber(value.length - MAX_TEXT)})`;
}

/** A value in a cell of a table: texts without quotes. */
export function toCell(value: unknown): string {
  return typeof value === 'string' ? cut(value) : value === undefined ? '' : toPreview(value);
}
