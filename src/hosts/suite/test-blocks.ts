import type { BlockContext, BlockHandler, Directive } from '#blocks/context.ts';
import { AppError } from '#contract/app-error.ts';
import type { BlockOutput, Effect } from '#contract/block.ts';
import { type ErrorCode, isErrorCode } from '#contract/error-table.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { HostBlock } from '../embedded/ports.ts';

/** How a test block differs from a pure one with the port `out`. */
export interface BlockTraits {
  readonly effect?: Effect;
  readonly ports?: readonly string[];
  readonly timeoutMs?: number;
  readonly secretFields?: readonly string[];
  readonly rawFields?: readonly string[];
  readonly outputs?: readonly BlockOutput[];
  readonly validateInputs?: (inputs: JsonObject) => JsonObject;
  readonly effectOf?: (inputs: JsonObject) => Effect;
}

/** A block a test makes from a handler. */
export function toTestBlock(run: BlockHandler, traits: BlockTraits = {}): HostBlock {
  const { effect = 'pure', ports = ['out'], timeoutMs = 300_000, effectOf } = traits;
  return {
    effect,
    ports,
    timeoutMs,
    outputs: traits.outputs ?? [],
    secretFields: traits.secretFields ?? [],
    rawFields: traits.rawFields ?? [],
    validateInputs: traits.validateInputs ?? ((inputs) => inputs),
    load: async () => ({ run, effectOf }),
  };
}

const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);
const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);
const toNumber = (value: JsonValue | undefined, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;
const toCode = (value: JsonValue | undefined): ErrorCode => (isErrorCode(value) ? value : 'data-invalid');

function fail({ inputs, attempt }: BlockContext): JsonObject {
  const { code, message = 'It went wrong.', times, data } = inputs;
  if (attempt > toNumber(times, Number.POSITIVE_INFINITY)) return { attempt };
  throw new AppError(toCode(code), String(message), isObject(data) ? { data } : {});
}

function each(ctx: BlockContext): JsonObject | Directive {
  const { loop, inputs } = ctx;
  if (loop?.done === true) {
    const { finished, failed, results, errors } = loop;
    const failures = errors.map(({ index, error }) => ({ index, code: error.code }));
    return { finished, failed, results: results ?? null, errors: failures };
  }
  const { items, concurrency, onItemError, collect } = inputs;
  return ctx.iterate({
    items: isList(items) ? items : [],
    concurrency: toNumber(concurrency, 1),
    onItemError: onItemError === 'continue' || onItemError === 'collect' ? onItemError : 'fail',
    collect: collect !== false,
  });
}

/** One more round while `more` holds, which is evaluated anew before each. */
function rounds(ctx: BlockContext): JsonObject | Directive {
  const { loop, inputs } = ctx;
  if (inputs.more === true) return ctx.iterate({ items: null, concurrency: 1, onItemError: 'fail', collect: true });
  return { rounds: loop?.finished ?? 0, last: loop?.last ?? null, results: loop?.results ?? [] };
}

function call(ctx: BlockContext): JsonObject | Directive {
  const { child, inputs } = ctx;
  const { workflow, input, wait, tolerant } = inputs;
  if (child === undefined) {
    return ctx.call({ workflowId: String(workflow), input: isObject(input) ? input : {}, wait: wait !== false });
  }
  const { runId, status, output = null, error } = child;
  if (error !== undefined && tolerant !== true)
    throw new AppError('child-failed', error.message, { data: { cause: error.code } });
  return { runId, status, output, code: error?.code ?? null };
}

/** Waits as its inputs say: `inMs` or `at` for time, `title` for a person, otherwise for a callback. */
function wait(ctx: BlockContext): JsonObject | Directive {
  const { resumed, inputs } = ctx;
  if (resumed !== undefined) {
    const { outcome, data = null, by = null } = resumed;
    return { outcome, data, by };
  }
  const { inMs, at, title, schema, message, expiresInMs } = inputs;
  if (typeof inMs === 'number') return ctx.waitFor({ kind: 'timer', dueAt: ctx.now() + inMs });
  if (typeof at === 'number') return ctx.waitFor({ kind: 'timer', dueAt: at });
  const due = typeof expiresInMs === 'number' ? { dueAt: ctx.now() + expiresInMs } : {};
  if (typeof title !== 'string') return ctx.waitFor({ kind: 'callback', ...due });
  return ctx.waitFor({
    kind: 'approval',
    title,
    ...(typeof message === 'string' ? { message } : {}),
    ...(isObject(schema) ? { schema } : {}),
    ...due,
  });
}

/** Blocks every test may use. */
export function createTestBlocks(): Map<string, HostBlock> {
  const stop: BlockHandler = ({ inputs, stop: end }) =>
    end(inputs.status === 'failed' ? 'failed' : 'succeeded', {
      ...(inputs.output === undefined ? {} : { output: inputs.output }),
      ...(typeof inputs.message === 'string' ? { message: inputs.message } : {}),
    });
  return new Map([
    ['test.echo', toTestBlock(({ inputs }) => inputs)],
    ['test.async', toTestBlock(async ({ inputs }) => inputs)],
    ['test.read', toTestBlock(async ({ inputs }) => inputs, { effect: 'read' })],
    ['test.idempotent', toTestBlock(async ({ inputs }) => inputs, { effect: 'idempotent' })],
    ['test.effect', toTestBlock(async ({ inputs }) => inputs, { effect: 'effect' })],
    ['test.raw', toTestBlock(({ inputs }) => inputs, { rawFields: ['code'] })],
    ['test.fail', toTestBlock(async (ctx) => fail(ctx))],
    ['test.fail_now', toTestBlock(fail)],
    [
      'test.if',
      toTestBlock((ctx) => ctx.take(ctx.inputs.when === true ? 'true' : 'false', ctx.inputs), {
        ports: ['true', 'false'],
      }),
    ],
    ['test.set', toTestBlock((ctx) => ctx.setVariables(ctx.inputs))],
    ['test.each', toTestBlock(each)],
    ['test.rounds', toTestBlock(rounds)],
    ['test.call', toTestBlock(call)],
    ['test.wait', toTestBlock(wait)],
    ['test.stop', toTestBlock((ctx) => stop(ctx))],
  ]);
}
