import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { BlockContext } from '../../context.ts';
import { readChoice, readFlag, readObject, readText, wrongType } from '../read-input.ts';
import { MAX_TEMPLATE_CHARS, renderLiquid } from './liquid.ts';

/** Writes text from a Liquid template and data. */
export async function run({ inputs }: BlockContext): Promise<JsonObject> {
  const template = readText(inputs, 'template', '', MAX_TEMPLATE_CHARS);
  const text = await renderLiquid(template, readObject(inputs, 'data') ?? {}, {
    strict: readFlag(inputs, 'strict', true),
    escape: readChoice(inputs, 'escape', ['none', 'html'], 'none'),
    timezone: readTimezone(inputs),
    partials: readPartials(inputs),
  });
  return { text: readFlag(inputs, 'trim', false) ? text.trim() : text };
}

function readTimezone(inputs: JsonObject): string {
  const timezone = readText(inputs, 'timezone', 'UTC') || 'UTC';
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
  } catch (error) {
    throw new AppError('input-invalid', `"${timezone}" is no time zone. Use a name such as "UTC" or "Europe/Berlin".`, {
      cause: error,
      data: { field: 'timezone' },
    });
  }
  return timezone;
}

function readPartials(inputs: JsonObject): Readonly<Record<string, string>> {
  const entries = Object.entries(readObject(inputs, 'partials') ?? {});
  return Object.fromEntries(
    entries.map(([name, value]: [string, JsonValue]): [string, string] => {
      if (typeof value !== 'string') throw wrongType(`partials.${name}`, 'text', value);
      return [name, value];
    }),
  );
}
