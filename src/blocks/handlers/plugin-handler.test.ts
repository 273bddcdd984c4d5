import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError, toErrorInfo } from '#contract/app-error.ts';
import type { LoadedHandler } from '../block.ts';
import type { BlockContext, Directive } from '../context.ts';
import { createFakeContext } from '../testing/fake-context.ts';
import { toPluginHandler } from './plugin-handler.ts';

type Run = (ctx: BlockContext) => unknown;

async function runPlugin(run: Run, overrides: Partial<BlockContext> = {}): Promise<unknown> {
  const handler = toPluginHandler('my.block', 'out', { run: run as LoadedHandler['run'] });
  return handler.run(createFakeContext({ list: [1] }, overrides));
}

describe('toPluginHandler', () => {
  it('gives a plugin its own copy of the inputs', async () => {
    const answer = await runPlugin(({ inputs }) => {
      Object.assign(inputs, { list: 'changed' });
      return inputs;
    });
    assert.deepEqual(answer, { directive: 'take', ports: ['out'], outputs: { list: 'changed' } });
  });

  it('takes outputs only as JSON carries them', async () => {
    const kept = { when: new Date(0), skip: undefined, nested: { a: 1 } };
    const answer = (await runPlugin(async () => kept)) as Extract<Directive, { directive: 'take' }>;
    assert.deepEqual(answer.outputs, { when: '1970-01-01T00:00:00.000Z', nested: { a: 1 } });
    assert.notEqual(answer.outputs.nested, kept.nested);
    assert.deepEqual(await runPlugin(() => undefined), { directive: 'take', ports: ['out'], outputs: {} });
  });

  it('refuses answers that are no JSON or no object', async () => {
    const round: Record<string, unknown> = {};
    round.self = round;
    for (const answer of [round, { big: 1n }, [1], 'text', 5, () => 1]) {
      await assert.rejects(
        runPlugin(() => answer),
        (error) => error instanceof AppError && error.code === 'handler-failed' && error.message.includes('my.block'),
      );
    }
  });

  it('lets a plugin take ports, wait, loop, call, stop and set variables', async () => {
    assert.deepEqual(await runPlugin((ctx) => ctx.take('left', { a: 1 })), {
      directive: 'take',
      ports: ['left'],
      outputs: { a: 1 },
    });
    assert.deepEqual(await runPlugin((ctx) => ctx.waitFor({ kind: 'timer', dueAt: 5 })), {
      directive: 'wait',
      wait: { kind: 'timer', dueAt: 5 },
    });
    assert.deepEqual(await runPlugin((ctx) => ctx.stop('failed', { message: 'no' })), {
      directive: 'stop',
      status: 'failed',
      output: undefined,
      message: 'no',
    });
    assert.deepEqual(await runPlugin((ctx) => ctx.call({ workflowId: 'w', input: {}, wait: true })), {
      directive: 'call',
      call: { workflowId: 'w', input: {}, wait: true },
    });
    assert.deepEqual(await runPlugin((ctx) => ctx.setVariables({ a: 1 })), {
      directive: 'take',
      ports: ['out'],
      outputs: {},
      variables: { a: 1 },
    });
    const loop = { items: [1], concurrency: 1, onItemError: 'fail', collect: true } as const;
    assert.deepEqual(await runPlugin((ctx) => ctx.iterate(loop)), { directive: 'loop', loop });
  });

  it('hands back the very directive the host made', async () => {
    const directive: Directive = { directive: 'wait', wait: { kind: 'timer', dueAt: 1 } };
    const answer = await runPlugin((ctx) => ctx.waitFor({ kind: 'timer', dueAt: 1 }), { waitFor: () => directive });
    assert.equal(answer, directive);
  });

  it('takes what only looks like a directive for outputs', async () => {
    const forged = { directive: 'stop', status: 'succeeded' };
    assert.deepEqual(await runPlugin(() => forged), { directive: 'take', ports: ['out'], outputs: forged });
  });

  it('takes the code of a plugin error that names one of the table', async () => {
    const failed = (code: string) =>
      runPlugin(() => {
        throw Object.assign(new Error('gone'), { code });
      }).catch(toErrorInfo);
    assert.deepEqual(await failed('request-failed'), { code: 'request-failed', message: 'gone' });
    assert.deepEqual(await failed('E_OTHER'), { code: 'handler-failed', message: 'gone' });
  });

  it('passes substeps and time through', async () => {
    const answer = await runPlugin(
      async (ctx) => ({
        once: await ctx.substep('a', async () => 1),
        again: await ctx.substep('a', async () => 2),
        now: ctx.now(),
      }),
      { now: () => 7 },
    );
    assert.deepEqual(answer, { directive: 'take', ports: ['out'], outputs: { once: 1, again: 1, now: 7 } });
  });

  it('believes an effect only when it is one', () => {
    const effectOf = (value: unknown) =>
      toPluginHandler('my.block', 'out', { run: () => ({}), effectOf: (() => value) as () => 'pure' }).effectOf?.({});
    assert.equal(effectOf('read'), 'read');
    assert.equal(effectOf('harmless'), 'effect');
  });
});
