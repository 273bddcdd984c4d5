import { AppError } from '#contract/app-error.ts';
import { Effect } from '#contract/block.ts';
import { isErrorCode } from '#contract/error-table.ts';
import type { JsonObject } from '#contract/json.ts';
import type { LoadedHandler } from '../block.ts';
import type { BlockContext, Directive } from '../context.ts';
import { describeValue, isObject } from '../data/json-kind.ts';
import { deriveContext } from '../derive-context.ts';

/** The value as JSON carries it, so that nothing a plugin keeps or dresses up reaches the run. */
function toPlainJson(blockId: string, value: unknown): JsonObject {
  let plain: JsonObject;
  try {
    plain = value === undefined || value === null ? {} : JSON.parse(JSON.stringify(value) ?? 'null');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('handler-failed', `The block ${blockId} answered a value that is no JSON: ${reason}`, {
      cause,
      data: { block: blockId },
    });
  }
  if (isObject(plain)) return plain;
  throw new AppError(
    'handler-failed',
    `The block ${blockId} answered ${describeValue(plain)}; a handler answers an object of outputs.`,
    {
      data: { block: blockId },
    },
  );
}

/** A plugin cannot import AppError, so it throws any error whose `code` is one of the table. */
function toAppError(thrown: unknown): unknown {
  if (thrown instanceof AppError || !(thrown instanceof Error) || !('code' in thrown) || !isErrorCode(thrown.code))
    return thrown;
  return new AppError(thrown.code, thrown.message, { cause: thrown });
}

/** Runs code of a plugin so that it cannot change values the rest of the run shares. */
export function toPluginHandler(blockId: string, defaultPort: string, loaded: LoadedHandler): LoadedHandler {
  const { effectOf } = loaded;
  const run = async (ctx: BlockContext): Promise<Directive> => {
    const made = new WeakSet<object>();
    // Hosts know the directives they made by identity, so these are handed back as they are; what goes into them is copied.
    const keep = (directive: Directive): Directive => {
      made.add(directive);
      return directive;
    };
    const guarded = deriveContext(ctx, structuredClone(ctx.inputs), {
      secrets: { ...ctx.secrets },
      // Copying a large body for code that gets its inputs anyway would be waste, and sharing it a way to change it.
      trigger: {},
      resumed: structuredClone(ctx.resumed),
      loop: structuredClone(ctx.loop),
      child: structuredClone(ctx.child),
      substep: async (key, work) => structuredClone(await ctx.substep(key, async () => structuredClone(await work()))),
      take: (ports, outputs) => keep(ctx.take(ports, toPlainJson(blockId, outputs))),
      setVariables: (values, outputs) =>
        keep(ctx.setVariables(toPlainJson(blockId, values), toPlainJson(blockId, outputs))),
      waitFor: (wait) => keep(ctx.waitFor(structuredClone(wait))),
      iterate: (loop) => keep(ctx.iterate(structuredClone(loop))),
      call: (call) => keep(ctx.call(structuredClone(call))),
      stop: (status, result) => keep(ctx.stop(status, structuredClone(result))),
    });
    try {
      const answer = await loaded.run(guarded);
      if (isDirective(answer, made)) return answer;
      return ctx.take(defaultPort, toPlainJson(blockId, answer));
    } catch (thrown) {
      throw toAppError(thrown);
    }
  };
  if (effectOf === undefined) return { run };
  return {
    run,
    effectOf: (inputs) => {
      const effect = Effect.safeParse(effectOf(structuredClone(inputs)));
      // What a plugin says of its effects is believed only when it is one: anything else is the worst case.
      return effect.success ? effect.data : 'effect';
    },
  };
}

function isDirective(answer: unknown, made: WeakSet<object>): answer is Directive {
  return answer !== null && typeof answer === 'object' && made.has(answer);
}
