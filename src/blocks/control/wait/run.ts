import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { BlockContext, BlockHandler, Directive } from '../../context.ts';
import { describeValue } from '../../data/json-kind.ts';
import { toTimeMs } from '../../data/scalar-values.ts';

/** Last moment a Date can hold is far beyond; past it a wait is a mistake of units. */
const LAST_MS = Date.UTC(9999, 11, 31);

function toMoment(until: JsonValue | undefined): number {
  // A moment computed in milliseconds reaches a text field as digits.
  const value = typeof until === 'string' && /^\s*\d{5,}\s*$/.test(until) ? Number(until) : until;
  const ms = toTimeMs(value);
  if (ms !== undefined && ms >= 0 && ms <= LAST_MS) return ms;
  throw new AppError(
    'input-invalid',
    `Input "until": ${describeValue(until)} is no moment. Write it as 2027-03-01T09:00:00+01:00, or as milliseconds since 1970.`,
    { data: { field: 'until' } },
  );
}

function toOutputs(ctx: BlockContext, data: JsonValue, timedOut: boolean): JsonObject {
  return { resumedAt: new Date(ctx.now()).toISOString(), data, timedOut };
}

function resume(ctx: BlockContext): JsonObject | Directive {
  const { resumed, inputs } = ctx;
  if (resumed?.outcome !== 'expired') return toOutputs(ctx, resumed?.data ?? null, false);
  if (inputs.onTimeout === 'continue') return toOutputs(ctx, null, true);
  if (inputs.onTimeout === 'branch') return ctx.take('timeout', toOutputs(ctx, null, true));
  throw new AppError(
    'wait-expired',
    'Nobody called within the longest wait. Raise "timeout", or set "onTimeout" to continue or branch.',
  );
}

/** Waits for a length of time, a moment or a call; a moment that is over ends the wait at once. */
export const run: BlockHandler = (ctx) => {
  if (ctx.resumed !== undefined) return resume(ctx);
  const { mode, duration, until, timeout } = ctx.inputs;
  const now = ctx.now();
  if (mode === 'callback') {
    return ctx.waitFor(typeof timeout === 'number' ? { kind: 'callback', dueAt: now + timeout } : { kind: 'callback' });
  }
  const dueAt = mode === 'until' ? toMoment(until) : now + (typeof duration === 'number' ? duration : 0);
  return dueAt <= now ? toOutputs(ctx, null, false) : ctx.waitFor({ kind: 'timer', dueAt });
};
