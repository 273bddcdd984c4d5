import type { BlockDescriptor, BlockInput } from '#contract/block.ts';
import { compileField, parseJsonText, toOptionValues } from './field-value.ts';
import { describeField } from './field-words.ts';

/** A fault in a descriptor's content, and the path to it. */
export interface DescriptorFault {
  readonly path: readonly PropertyKey[];
  readonly reason: string;
}

/** Names every object has; as a field id one could not be told from an absent value. */
function isReserved(id: string): boolean {
  return id in Object.prototype;
}

function toDefaultFault(field: BlockInput): string | undefined {
  if (field.default === undefined || field.default === null) return undefined;
  const value = field.type === 'json' ? parseJsonText(field.default) : field.default;
  // Patterns and schemas are left to the first use: checking them here would load their engines at every start.
  const { pattern: _, schema: __, ...plain } = field;
  if (compileField(plain).accept(value) !== undefined) return undefined;
  return `the default of "${field.id}" is not ${describeField(field)}`;
}

/** What RE2 has not: look-around and back-references. */
const BEYOND_RE2 = /(?:^|[^\\])(?:\\\\)*(?:\(\?<?[=!]|\\[1-9]|\\k<)/;

/** A first look with the engine that is always there; RE2 itself, loaded when a value first needs it, has the last word. */
function toPatternFault({ id, pattern }: BlockInput): string | undefined {
  if (pattern === undefined) return undefined;
  if (BEYOND_RE2.test(pattern))
    return `the pattern of "${id}" uses look-around or back-references, which are not available`;
  try {
    new RegExp(pattern);
    return undefined;
  } catch (thrown) {
    return `the pattern of "${id}" is no regular expression: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  }
}

function toFieldFaults(field: BlockInput, at: number, ids: ReadonlySet<string>): readonly DescriptorFault[] {
  const faults: DescriptorFault[] = [];
  const add = (key: string, reason: string | undefined): void => {
    if (reason !== undefined) faults.push({ path: ['inputs', at, key], reason });
  };
  if (isReserved(field.id)) add('id', `an input cannot be called "${field.id}"`);
  const isChoice = field.type === 'select' || field.type === 'multiselect';
  const options = toOptionValues(field);
  if (isChoice && options.length === 0) add('type', `"${field.id}" is a ${field.type} and needs options`);
  if (!isChoice && field.options !== undefined)
    add('options', `only a select or multiselect has options; "${field.id}" is ${field.type}`);
  if (new Set(options).size < options.length) add('options', `"${field.id}" lists an option twice`);
  if (field.min !== undefined && field.max !== undefined && field.min > field.max) {
    add('min', `min of "${field.id}" is greater than max`);
  }
  for (const id of Object.keys(field.showIf ?? {})) {
    if (!ids.has(id) || id === field.id)
      add('showIf', `"${field.id}" is shown by "${id}", which is no other input of the block`);
  }
  add('pattern', toPatternFault(field));
  add('default', toDefaultFault(field));
  return faults;
}

function toDuplicates(ids: readonly string[], list: string, what: string): readonly DescriptorFault[] {
  const seen = new Set<string>();
  const faults: DescriptorFault[] = [];
  for (const [at, id] of ids.entries()) {
    if (seen.has(id)) faults.push({ path: [list, at], reason: `${what} "${id}" is there twice` });
    seen.add(id);
  }
  return faults;
}

/** What is wrong with a descriptor of the right shape. */
export function checkDescriptor(descriptor: BlockDescriptor): readonly DescriptorFault[] {
  const { inputs, outputs, ports, icon, execution } = descriptor;
  const ids = inputs.map((field) => field.id);
  const known = new Set(ids);
  const faults = [
    ...inputs.flatMap((field, at) => toFieldFaults(field, at, known)),
    ...toDuplicates(ids, 'inputs', 'the input'),
    ...toDuplicates(
      outputs.map((field) => field.id),
      'outputs',
      'the output',
    ),
    ...toDuplicates(ports, 'ports', 'the port'),
  ];
  for (const [at, field] of outputs.entries()) {
    if (isReserved(field.id))
      faults.push({ path: ['outputs', at, 'id'], reason: `an output cannot be called "${field.id}"` });
  }
  if (ports[0] === '*')
    faults.push({ path: ['ports', 0], reason: 'the first port is the default one and needs a name of its own' });
  if (icon !== undefined && !/^[A-Za-z0-9][A-Za-z0-9._-]*\.svg$/.test(icon)) {
    faults.push({ path: ['icon'], reason: 'the icon is the name of an SVG file in the folder of the block' });
  }
  const isConnector = execution.handler === 'connector::http';
  if (isConnector && execution.request === undefined) {
    faults.push({ path: ['execution'], reason: 'a connector::http block needs execution.request' });
  }
  if (!isConnector && (execution.request !== undefined || execution.output !== undefined)) {
    faults.push({
      path: ['execution'],
      reason: 'only a connector::http block has execution.request and execution.output',
    });
  }
  return faults;
}
