import type { BlockContext, BlockHandler, Directive } from '#blocks/context.ts';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { Body, Workflow } from '#contract/workflow.ts';
import { type Behaviour, behaviourOf, FLAKE, portsOf, type Script } from '#engine/testing/script.ts';
import { toTestBlock } from '../../suite/test-blocks.ts';
import type { HostBlock } from '../ports.ts';

/** Workflows scripted steps call, by how they end. */
export const CHILDREN: Readonly<Record<string, Workflow>> = {
  succeeded: toChild('child-succeeded', 'test.echo'),
  failed: toChild('child-failed', 'test.fail'),
};

function toChild(id: string, block: string): Workflow {
  return { flowright: 1, id, name: id, inputs: [], steps: [{ id: 'a', process: { block }, input: {} }], edges: [] };
}

const BLOCKS = ['test.plain', 'test.pick', 'test.switch'];

/** A number made of a text (FNV-1a), so that values stay small however many went into them. */
function digest(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The script's workflow, each step reading what the steps before it gave, so that outputs show whether values were kept. */
export function toReadingWorkflow(script: Script): Workflow {
  function read<T extends Pick<Body, 'steps' | 'edges'>>(scope: T, inLoop: boolean): T {
    const steps = scope.steps.map((step) => {
      const from = scope.edges.filter((edge) => edge.to === step.id).map((edge) => edge.from);
      // What a step sees that starts with the first of several is a matter of luck.
      const seen = step.process.join === 'any' ? [] : [...new Set(from)];
      const input: JsonObject = {
        before: Object.fromEntries(seen.map((id) => [id, `{{ ${id}.value ?? null }}`])),
        effect: script.behaviours.get(step.id)?.every((behaviour) => behaviour.effect) === true,
        ...(inLoop ? { item: '{{ item ?? null }}', index: '{{ index }}' } : {}),
      };
      const body = step.body === undefined ? {} : { body: read(step.body, true) };
      return { ...step, input, ...body };
    });
    return { ...scope, steps };
  }
  return read(script.workflow, false);
}

/** What a scripted step does when it is called where its context says. */
function act(behaviour: Behaviour, ctx: BlockContext): JsonObject | Directive {
  const { flakes, flakesLate, work, end } = behaviour;
  const [wait] = behaviour.waits;
  const fail = (code: ConstructorParameters<typeof AppError>[0]) => new AppError(code, `Scripted ${code}.`);
  const flaking = ctx.attempt <= flakes;
  if (flaking && !flakesLate) throw fail(FLAKE);
  if (ctx.resumed?.outcome === 'expired') throw fail('wait-expired');
  if (wait !== undefined && ctx.resumed === undefined) {
    if (wait.kind === 'timer') return ctx.waitFor({ kind: 'timer', dueAt: ctx.now() + wait.ms });
    const dueAt = wait.answered ? {} : { dueAt: ctx.now() + wait.expiresInMs };
    return wait.kind === 'approval'
      ? ctx.waitFor({ kind: 'approval', title: ctx.path, ...dueAt })
      : ctx.waitFor({ kind: 'callback', ...dueAt });
  }
  if (work.kind === 'loop' && ctx.loop?.done !== true && (ctx.loop?.finished ?? -1) < work.rounds) {
    const { rounds, known, concurrency, onItemError } = work;
    const items = known ? Array.from({ length: rounds }, (_, index) => `item ${index}`) : null;
    if (known || rounds > 0) return ctx.iterate({ items, concurrency, onItemError, collect: true });
  }
  if (work.kind === 'child' && ctx.child === undefined)
    return ctx.call({ workflowId: `child-${work.status}`, input: {}, wait: true });
  if (work.kind === 'child' && ctx.child?.status !== 'succeeded') throw fail('child-failed');
  if (flaking) throw fail(FLAKE);
  if (end.kind === 'fail') throw fail(end.code);
  if (end.kind === 'stop') return ctx.stop(end.status, { output: { stoppedAt: ctx.path } });
  const { results = null, failed = 0 } = ctx.loop ?? {};
  const value = digest(JSON.stringify([ctx.path, ctx.inputs, results, failed]));
  return end.ports === undefined ? { value } : ctx.take(end.ports.length === 0 ? 'nowhere' : end.ports, { value });
}

/** The blocks of a script; `onCall` may put a call off for good. */
export function toScriptedBlocks(
  script: Script,
  onCall: (ctx: BlockContext) => boolean,
): ReadonlyMap<string, HostBlock> {
  const run: BlockHandler = async (ctx) => {
    if (!onCall(ctx)) return new Promise<JsonObject>(() => undefined);
    return act(behaviourOf(script, ctx.path), ctx);
  };
  return new Map(
    BLOCKS.map((id) => {
      const effectOf = (inputs: JsonObject) => (inputs.effect === true ? 'effect' : 'pure');
      return [id, toTestBlock(run, { effect: 'effect', effectOf, ports: [...portsOf(id), 'nowhere'] })];
    }),
  );
}
