import { AppError } from '#contract/app-error.ts';
import { MAX_ITEMS } from '../read-input.ts';

/** Longest row taken: an open quote would otherwise swallow the rest of the text. */
const MAX_RECORD_CHARS = 4 * 1024 * 1024;

/** A record as it stands in the text. `line` counts from 1. */
export interface CsvRecord {
  readonly fields: readonly string[];
  readonly line: number;
}

/** The dialect of the text and the part of it to read. Empty text and 0 stand for none. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly comment: string;
  readonly trim: boolean;
  readonly skipEmptyLines: boolean;
  readonly relaxQuotes: boolean;
  readonly fromLine: number;
  readonly toLine: number;
}

/**
 * The records of CSV text, the header row among them, however many fields they have.
 * @throws AppError `data-invalid` with the line, `input-invalid` for a dialect that contradicts itself, `limit-exceeded`
 */
export async function parseRecords(text: string, dialect: CsvDialect): Promise<readonly CsvRecord[]> {
  const { CsvError, parse } = await import('csv-parse/sync');
  const { delimiter, quote, escape: escapeCharacter, comment, trim, toLine } = dialect;
  const records: CsvRecord[] = [];
  try {
    parse(text, {
      bom: true,
      delimiter,
      quote: quote === '' ? false : quote,
      escape: escapeCharacter || quote || '"',
      ltrim: trim,
      rtrim: trim,
      skip_empty_lines: dialect.skipEmptyLines,
      relax_quotes: dialect.relaxQuotes,
      relax_column_count: true,
      from_line: Math.max(1, dialect.fromLine),
      ...(toLine > 0 ? { to_line: toLine } : {}),
      ...(comment === '' ? {} : { comment, comment_no_infix: true }),
      max_record_size: MAX_RECORD_CHARS,
      on_record: (fields, { lines }) => {
        // One more than the items allowed, for the header row.
        if (records.length > MAX_ITEMS) throw tooManyRows();
        records.push({ fields, line: lines });
        return null;
      },
    });
  } catch (error) {
    if (error instanceof AppError || !(error instanceof Error)) throw error;
    throw toCsvFault(error, error instanceof CsvError ? error.lines : undefined);
  }
  return records;
}

function toCsvFault(error: Error, line: unknown): AppError {
  const place = typeof line === 'number' ? ` at line ${line}` : '';
  if ('code' in error && error.code === 'CSV_MAX_RECORD_SIZE') {
    return new AppError(
      'limit-exceeded',
      `A row of the CSV text${place} is longer than ${MAX_RECORD_CHARS} characters. A quote may be left open, or the delimiter be another.`,
      { cause: error, data: { limit: MAX_RECORD_CHARS } },
    );
  }
  const code = /^invalid option/i.test(error.message) ? 'input-invalid' : 'data-invalid';
  return new AppError(code, `The CSV text cannot be read${place}: ${error.message}.`, {
    cause: error,
    ...(typeof line === 'number' ? { data: { line } } : {}),
  });
}

function tooManyRows(): AppError {
  return new AppError(
    'limit-exceeded',
    `The CSV text has more than ${MAX_ITEMS} rows. Read it in parts with "fromLine" and "toLine".`,
    { data: { limit: MAX_ITEMS } },
  );
}
