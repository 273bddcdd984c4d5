import type { LogLevel } from '#blocks/context.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { findNonJson } from './json-check.ts';

/** What a handler writes to the log of its step. */
export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
  readonly data?: JsonObject;
}

/** Characters of a message, and of its data as JSON text. Data that is larger is left out. */
const MAX_CHARS = 2_000;

const LEVELS: readonly string[] = ['debug', 'info', 'warn', 'error'] satisfies readonly LogLevel[];

/** A line as it is told and kept. Handlers are code: what they hand over may be anything. */
export function toLogLine(
  message: unknown,
  data: unknown,
  level: unknown,
  redact: <T extends JsonValue>(value: T) => T,
): LogLine {
  // Cut last: half a secret is not known for one.
  const text = redact(String(message)).slice(0, MAX_CHARS);
  const line = { level: isLevel(level) ? level : 'info', message: text } as const;
  if (typeof data !== 'object' || data === null || Array.isArray(data) || findNonJson(data) !== undefined) return line;
  // It was just found to be a JSON object.
  const known = redact(data as JsonObject);
  return JSON.stringify(known).length > MAX_CHARS ? line : { ...line, data: known };
}

function isLevel(level: unknown): level is LogLevel {
  return typeof level === 'string' && LEVELS.includes(level);
}
