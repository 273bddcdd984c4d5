import type { BlockInput } from '#contract/block.ts';
import { toOptionValues } from './field-value.ts';

const MAX_OPTIONS = 12;

function toRange({ min, max }: BlockInput, unit: string): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}${unit}`;
  if (min !== undefined) return ` of at least ${min}${unit}`;
  return max === undefined ? '' : ` of at most ${max}${unit}`;
}

function toOptions(field: BlockInput): string {
  const options = toOptionValues(field).map((option) => `"${option}"`);
  const shown = options.slice(0, MAX_OPTIONS).join(', ');
  return options.length > MAX_OPTIONS ? `${shown}, …` : shown;
}

/** What a field takes, in the words of a message: `a whole number from 1 to 10`. */
export function describeField(field: BlockInput): string {
  switch (field.type) {
    case 'string':
    case 'template':
    case 'text':
    case 'code':
      return `text${toRange(field, ' characters')}${field.pattern === undefined ? '' : ` matching ${field.pattern}`}`;
    case 'secret':
      return 'the name of a secret';
    case 'file':
      return 'the path of a file';
    case 'cron':
      return 'a cron expression such as "0 9 * * 1-5"';
    case 'model':
      return 'the name of a model';
    case 'workflow':
      return 'the id of a workflow';
    case 'number':
      return `a number${toRange(field, '')}`;
    case 'integer':
      return `a whole number${toRange(field, '')}`;
    case 'boolean':
      return 'true or false';
    case 'select':
      return `one of ${toOptions(field)}`;
    case 'multiselect':
      return `a list${toRange(field, ' items')} of ${toOptions(field)}`;
    case 'json':
      return 'any JSON value';
    case 'object':
      return 'an object';
    case 'array':
      return `a list${toRange(field, ' items')}`;
    case 'duration':
      return `a duration${toRange(field, ' ms')}, such as "90s", "1h 30m" or a number of milliseconds`;
    case 'schema':
      return 'a JSON Schema (an object, true or false)';
  }
}
