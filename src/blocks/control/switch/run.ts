import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { BlockHandler } from '../../context.ts';
import { describeValue, isList, isObject } from '../../data/json-kind.ts';
import { compareBy } from '../comparison.ts';
import { isTruthy } from '../truthiness.ts';

const TESTS = ['equals', 'in', 'range', 'matches', 'condition'] as const;

function toFault(at: number, reason: string): AppError {
  return new AppError('input-invalid', `Input "cases": case ${at + 1} ${reason}.`, {
    data: { field: 'cases', index: at },
  });
}

function isInRange(value: JsonValue, range: JsonValue, at: number): boolean {
  if (!isList(range) || range.length !== 2)
    throw toFault(at, `has ${describeValue(range)} as range; it must be [least, greatest]`);
  const [least = null, greatest = null] = range;
  return (
    (least === null || compareBy('greater_or_equal', value, least, false)) &&
    (greatest === null || compareBy('less_or_equal', value, greatest, false))
  );
}

/** A case with the one test it has. */
function readCase(
  one: JsonValue,
  at: number,
): { readonly port: string; readonly test: (typeof TESTS)[number]; readonly fields: JsonObject } {
  if (!isObject(one)) throw toFault(at, `is ${describeValue(one)}; it must be an object with a port and a test`);
  const { port, ...fields } = one;
  if (typeof port !== 'string' || port === '' || port.length > 100)
    throw toFault(at, 'needs a port, a name of up to 100 characters');
  const [test, ...more] = TESTS.filter((name) => Object.hasOwn(fields, name));
  if (test === undefined || more.length > 0 || Object.keys(fields).length > 1) {
    throw toFault(at, `(port "${port}") needs exactly one of ${TESTS.join(', ')} and nothing else`);
  }
  return { port, test, fields };
}

/** Takes the ports of the first case that fits, or of all; `default` when none does. */
export const run: BlockHandler = (ctx) => {
  const { value, cases, mode, ignoreCase } = ctx.inputs;
  const folded = ignoreCase === true;

  const fits = (test: (typeof TESTS)[number], wanted: JsonValue, at: number): boolean => {
    if (test === 'condition') return isTruthy(wanted);
    if (value === undefined) {
      throw new AppError('input-invalid', `Input "value" is missing, but case ${at + 1} tests it by ${test}.`, {
        data: { field: 'value' },
      });
    }
    if (test === 'range') return isInRange(value, wanted, at);
    if (test === 'in' && !isList(wanted)) throw toFault(at, `has ${describeValue(wanted)} as in; it must be a list`);
    return compareBy(test, value, wanted, folded);
  };

  const matched = new Set<string>();
  // All cases are read before any counts, so that a faulty one is found whatever the value.
  const read = (isList(cases) ? cases : []).map(readCase);
  for (const [at, { port, test, fields }] of read.entries()) {
    if (!fits(test, fields[test] ?? null, at)) continue;
    matched.add(port);
    if (mode !== 'all') break;
  }
  const ports = [...matched];
  return ctx.take(ports.length === 0 ? ['default'] : ports, { value: value ?? null, matched: ports });
};
