import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { BlockContext } from '../../context.ts';
import { compileFieldPath, type FieldReader } from '../field-path.ts';
import { isList, isObject } from '../json-kind.ts';
import { MAX_TEXT_CHARS, readChoice, readFlag, readList, readText, wrongType } from '../read-input.ts';
import { toNumber } from '../scalar-values.ts';

const LINE_ENDINGS = { lf: '\n', crlf: '\r\n' } as const;

interface Column {
  readonly label: string;
  readonly read: FieldReader;
}

/** Writes rows, objects or lists, as CSV text. Nested values are written as JSON. */
export async function run({ inputs }: BlockContext): Promise<JsonObject> {
  const rows = readList(inputs, 'rows');
  const declared = readList(inputs, 'columns').map(readColumn);
  const columns = declared.length > 0 ? declared : findColumns(rows);
  const toCell = createCellWriter(inputs);
  // Lists without declared columns have no names to put in a header.
  const hasHeader = readFlag(inputs, 'header', true) && (declared.length > 0 || !rows.some(isList));
  const table = rows.map((row) => columns.map((column, index) => toCell(isList(row) ? row[index] : column.read(row))));
  if (hasHeader && columns.length > 0) table.unshift(columns.map(({ label }) => toCell(label)));

  const { stringify } = await import('csv-stringify/sync');
  const quote = readText(inputs, 'quote', '"') || '"';
  const quoting = readChoice(inputs, 'quoting', ['needed', 'text', 'all'], 'needed');
  const text = stringify(table, {
    delimiter: readDelimiter(inputs),
    quote,
    escape: readText(inputs, 'escape', quote) || quote,
    record_delimiter: LINE_ENDINGS[readChoice(inputs, 'lineEnding', ['lf', 'crlf'], 'lf')],
    quote_record_delimiter: true,
    quoted: quoting === 'all',
    quoted_string: quoting !== 'needed',
    // A line with one empty field would be an empty line, which readers skip.
    quoted_empty: quoting === 'all' || columns.length === 1,
    eof: readFlag(inputs, 'finalNewline', true),
    bom: readFlag(inputs, 'bom', false),
  });
  if (text.length > MAX_TEXT_CHARS) {
    throw new AppError(
      'limit-exceeded',
      `The CSV text is ${text.length} characters long; at most ${MAX_TEXT_CHARS} are kept. Write it in parts.`,
      {
        data: { limit: MAX_TEXT_CHARS },
      },
    );
  }
  return { text, count: rows.length };
}

/** `name`, or `{ field: 'customer.name', label: 'Customer' }`. */
function readColumn(value: JsonValue, index: number): Column {
  if (typeof value === 'string') return { label: value, read: compileFieldPath(value) };
  if (!isObject(value)) throw wrongType(`columns[${index}]`, 'a field, or an object with field and label', value);
  const field = readText(value, 'field');
  return { label: readText(value, 'label') || field, read: compileFieldPath(field) };
}

/** Columns in the order their fields first appear in any row. */
function findColumns(rows: readonly JsonValue[]): readonly Column[] {
  const names = new Set<string>();
  let width = 0;
  let hasScalars = false;
  for (const row of rows) {
    if (isList(row)) width = Math.max(width, row.length);
    else if (isObject(row)) for (const name of Object.keys(row)) names.add(name);
    else hasScalars = true;
  }
  const columns: Column[] = Array.from(names, (name) => ({
    label: name,
    read: (row) => (isObject(row) && Object.hasOwn(row, name) ? row[name] : undefined),
  }));
  if (hasScalars) columns.unshift({ label: 'value', read: (row) => (isObject(row) ? undefined : row) });
  for (let index = columns.length; index < width; index += 1) {
    columns.push({ label: `column_${index + 1}`, read: () => undefined });
  }
  return columns;
}

function createCellWriter(inputs: JsonObject): (value: JsonValue | undefined) => string | number {
  const emptyText = readText(inputs, 'emptyText');
  const guardsFormulas = readFlag(inputs, 'guardFormulas', false);
  return (value) => {
    if (value === undefined || value === null) return emptyText;
    if (typeof value === 'number') return value;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    // A spreadsheet takes such text for a formula; a number such as -5 does no harm.
    return guardsFormulas && /^[=+\-@\t\r\n]/.test(text) && toNumber(text) === undefined ? `'${text}` : text;
  };
}

function readDelimiter(inputs: JsonObject): string {
  const delimiter = readText(inputs, 'delimiter', ',') || ',';
  return delimiter === '\\t' || delimiter === 'tab' ? '\t' : delimiter;
}
