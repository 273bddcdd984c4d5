import type { JsonObject } from '#contract/json.ts';
import type { BlockContext } from './context.ts';

/** Parts of a context that may be replaced. */
type Replaceable = Omit<BlockContext, 'signal' | 'idempotencyKey' | 'files' | 'network'>;

/** The same context with other inputs, and whatever else is replaced, for a handler that works through another one. */
export function deriveContext(
  ctx: BlockContext,
  inputs: JsonObject,
  replaced: Partial<Replaceable> = {},
): BlockContext {
  const derived: BlockContext = {
    inputs,
    secrets: ctx.secrets,
    // Hosts may make these on first use only.
    get signal() {
      return ctx.signal;
    },
    get idempotencyKey() {
      return ctx.idempotencyKey;
    },
    attempt: ctx.attempt,
    run: ctx.run,
    path: ctx.path,
    trigger: ctx.trigger,
    now: () => ctx.now(),
    emit: (progress) => ctx.emit(progress),
    substep: (key, work) => ctx.substep(key, work),
    take: (ports, outputs) => ctx.take(ports, outputs),
    setVariables: (values, outputs) => ctx.setVariables(values, outputs),
    waitFor: (wait) => ctx.waitFor(wait),
    resumed: ctx.resumed,
    iterate: (loop) => ctx.iterate(loop),
    loop: ctx.loop,
    call: (call) => ctx.call(call),
    child: ctx.child,
    stop: (status, result) => ctx.stop(status, result),
    get files() {
      return ctx.files;
    },
    get network() {
      return ctx.network;
    },
    log: (message, data, level) => ctx.log(message, data, level),
  };
  return Object.assign(derived, replaced);
}
