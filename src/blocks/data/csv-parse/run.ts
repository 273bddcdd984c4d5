import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { BlockContext } from '../../context.ts';
import { readChoice, readCount, readFlag, readText, readTexts } from '../read-input.ts';
import { toColumnName, toColumnNames } from './column-names.ts';
import { convertField, type FieldConversion } from './convert-field.ts';
import { detectDelimiter } from './detect-delimiter.ts';
import { type CsvRecord, parseRecords } from './parse-records.ts';

const POLICIES = ['error', 'pad', 'skip'] as const;

/** Reads CSV text into rows. Every row has every column. */
export async function run({ inputs }: BlockContext): Promise<JsonObject> {
  const text = readText(inputs, 'text');
  const quote = readText(inputs, 'quote', '"', 1);
  const chosen = readText(inputs, 'delimiter', 'auto');
  const delimiter =
    chosen === 'auto' || chosen === '' ? detectDelimiter(text, quote) : chosen === '\\t' ? '\t' : chosen;
  const records = await parseRecords(text, {
    delimiter,
    quote,
    escape: readText(inputs, 'escape', '', 1),
    comment: readText(inputs, 'comment'),
    trim: readFlag(inputs, 'trim', false),
    skipEmptyLines: readFlag(inputs, 'skipEmptyLines', true),
    relaxQuotes: readFlag(inputs, 'relaxQuotes', false),
    fromLine: readCount(inputs, 'fromLine', 1),
    toLine: readCount(inputs, 'toLine', 0),
  });

  const hasHeader = readFlag(inputs, 'header', true);
  const named = readTexts(inputs, 'columns');
  const header = hasHeader ? records[0] : undefined;
  const body = header === undefined ? records : records.slice(1);
  const declared = named.length > 0 ? named : header?.fields;
  const width = declared?.length ?? body[0]?.fields.length ?? 0;
  const { kept, skipped } = keepConsistent(body, width, readChoice(inputs, 'inconsistent', POLICIES, 'error'));
  const limit = readCount(inputs, 'limit', 0);
  const shown = limit > 0 ? kept.slice(0, limit) : kept;

  const widest = shown.reduce((most, { fields }) => Math.max(most, fields.length), width);
  const columns = toColumnNames(Array.from({ length: widest }, (_, index) => declared?.[index] ?? toColumnName(index)));
  const conversion: FieldConversion = {
    convertsTypes: readChoice(inputs, 'types', ['text', 'auto'], 'text') === 'auto',
    empty: readChoice(inputs, 'empty', ['text', 'null'], 'text') === 'null' ? null : '',
  };
  const toRow = readChoice(inputs, 'rowsAs', ['objects', 'arrays'], 'objects') === 'arrays' ? toList : toObject;
  const rows = shown.map(({ fields }) => toRow(fields, columns, conversion));
  return { rows, columns, count: rows.length, skipped, delimiter };
}

function keepConsistent(
  records: readonly CsvRecord[],
  width: number,
  policy: (typeof POLICIES)[number],
): { readonly kept: readonly CsvRecord[]; readonly skipped: number } {
  if (policy === 'pad') return { kept: records, skipped: 0 };
  const kept = records.filter(({ fields, line }) => {
    if (fields.length === width) return true;
    if (policy === 'skip') return false;
    throw new AppError(
      'data-invalid',
      `Line ${line} of the CSV text has ${fields.length} fields, but ${width} are expected. Correct the line, or set "inconsistent" to "pad" or "skip".`,
      { data: { line, fields: fields.length, expected: width } },
    );
  });
  return { kept, skipped: records.length - kept.length };
}

function toObject(fields: readonly string[], columns: readonly string[], conversion: FieldConversion): JsonValue {
  // Object.fromEntries makes a column called `__proto__` a field like any other.
  return Object.fromEntries(columns.map((name, index) => [name, convertField(fields[index] ?? '', conversion)]));
}

function toList(fields: readonly string[], columns: readonly string[], conversion: FieldConversion): JsonValue {
  return columns.map((_, index) => convertField(fields[index] ?? '', conversion));
}
