import { AppError } from '#contract/app-error.ts';
import type { BlockHandler } from '../../context.ts';
import { isObject } from '../../data/json-kind.ts';

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/;

/** Sets variables of the run. */
export const run: BlockHandler = (ctx) => {
  const values = isObject(ctx.inputs.values) ? ctx.inputs.values : {};
  // A name that every object has already would read as set in expressions when it is not.
  const bad = Object.keys(values).find((name) => !NAME.test(name) || name in Object.prototype);
  if (bad !== undefined) {
    throw new AppError(
      'input-invalid',
      `Input "values": "${bad.slice(0, 100)}" cannot be the name of a variable. A name starts with a letter or _ and holds letters, digits and _.`,
      { data: { field: 'values' } },
    );
  }
  return ctx.setVariables(values, { values });
};
