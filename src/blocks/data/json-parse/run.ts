import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { BlockContext } from '../../context.ts';
import { isList } from '../json-kind.ts';
import { compileSchema } from '../json-schema.ts';
import { MAX_ITEMS, readChoice, readFlag, readObject, readText } from '../read-input.ts';
import { summarizeFaults } from '../schema-fault.ts';
import { findJson, type TextPart } from './find-json.ts';
import { BIG_NUMBERS, parseJson } from './parse-json.ts';

interface Parsed {
  readonly data: JsonValue;
  readonly skipped: number;
}

/** Reads JSON text, or one JSON value a line, and checks it against a schema when there is one. */
export function run({ inputs }: BlockContext): JsonObject | Promise<JsonObject> {
  const text = readText(inputs, 'text');
  if (text.trim() === '') {
    throw new AppError('data-invalid', 'The text is empty, so there is no JSON to read.', {
      data: { line: 1, column: 1 },
    });
  }
  const part = readFlag(inputs, 'tolerant', true) ? findJson(text) : { text, offset: 0 };
  const source = { text, offset: part.offset };
  const parsed =
    readChoice(inputs, 'format', ['json', 'json_lines'], 'json') === 'json'
      ? { data: parseJson(part.text, readChoice(inputs, 'bigNumbers', BIG_NUMBERS, 'round'), source), skipped: 0 }
      : parseLines(part, text, inputs);
  const schema = readObject(inputs, 'schema');
  return schema === undefined ? toOutputs(parsed) : checkSchema(parsed, schema);
}

function parseLines(part: TextPart, text: string, inputs: JsonObject): Parsed {
  const skipsBadLines = readChoice(inputs, 'onBadLine', ['fail', 'skip'], 'fail') === 'skip';
  const bigNumbers = readChoice(inputs, 'bigNumbers', BIG_NUMBERS, 'round');
  const values: JsonValue[] = [];
  let skipped = 0;
  let start = 0;
  while (start < part.text.length) {
    const newline = part.text.indexOf('\n', start);
    const end = newline < 0 ? part.text.length : newline;
    const line = part.text.slice(start, end);
    if (line.trim() !== '') {
      if (values.length >= MAX_ITEMS) {
        throw new AppError('limit-exceeded', `The text has more than ${MAX_ITEMS} lines. Read it in parts.`, {
          data: { limit: MAX_ITEMS },
        });
      }
      try {
        values.push(parseJson(line, bigNumbers, { text, offset: part.offset + start }));
      } catch (error) {
        if (!skipsBadLines) throw error;
        skipped += 1;
      }
    }
    start = end + 1;
  }
  return { data: values, skipped };
}

async function checkSchema(parsed: Parsed, schema: JsonObject): Promise<JsonObject> {
  const check = await compileSchema(schema);
  const { faults } = check(parsed.data);
  if (faults.length === 0) return toOutputs(parsed);
  throw new AppError('data-invalid', `The JSON does not satisfy the schema: ${summarizeFaults(faults)}.`, {
    data: { errors: faults },
  });
}

function toOutputs({ data, skipped }: Parsed): JsonObject {
  return { data, count: isList(data) ? data.length : 1, skipped };
}
