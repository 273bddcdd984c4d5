import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { isDirective, StepContext } from './step-context.ts';

function setUp() {
  const progress: JsonObject[] = [];
  const kept: unknown[] = [];
  const substeps: string[] = [];
  const context = new StepContext(
    {
      runId: 'run-1',
      workflowId: 'w',
      simulated: false,
      trigger: { path: '/new' },
      files: { roots: [], resolve: async (path) => path },
      network: { allowedPrivate: [] },
      now: () => 42,
      progress: (path, data) => progress.push({ path, ...data }),
      keepLine: (...line) => kept.push(line),
      async substep(path, key, work) {
        substeps.push(`${path} ${key}`);
        return work();
      },
    },
    'each[1].a',
    2,
    { n: 1 },
  );
  return { context, progress, kept, substeps };
}

describe('the context of a handler', () => {
  it('tells the step what it is', () => {
    const { context } = setUp();
    assert.deepEqual([context.path, context.attempt, context.inputs, context.now()], ['each[1].a', 2, { n: 1 }, 42]);
    assert.deepEqual(context.run, { id: 'run-1', workflowId: 'w', simulated: false });
    assert.equal(context.idempotencyKey, 'run-1:each[1].a');
    assert.deepEqual({ ...context.secrets }, {});
  });

  it('makes requests to the host that cannot be forged', () => {
    const { context } = setUp();
    const made = [
      context.take('a'),
      context.setVariables({}),
      context.waitFor({ kind: 'timer', dueAt: 1 }),
      context.iterate({ items: [], concurrency: 1, onItemError: 'fail', collect: true }),
      context.call({ workflowId: 'w', input: {}, wait: true }),
      context.stop('failed', { message: 'x' }),
    ];
    for (const directive of made) {
      assert.equal(isDirective(directive), true);
      assert.equal(isDirective({ ...directive }), false);
      assert.equal(isDirective(JSON.parse(JSON.stringify(directive))), false);
    }
    assert.deepEqual(context.take(['a', 'b'], { n: 1 }), { directive: 'take', ports: ['a', 'b'], outputs: { n: 1 } });
  });

  it('tells a handler to stop, early or late, with the first reason', async () => {
    const first = new AppError('run-cancelled', 'The run was cancelled.');
    const { context: early } = setUp();
    early.abort(first);
    early.abort(new AppError('step-timeout', 'Too late.'));
    assert.deepEqual([early.signal.aborted, early.signal.reason, early.abortReason], [true, first, first]);
    const { context: late } = setUp();
    const { signal } = late;
    assert.equal(signal.aborted, false);
    late.abort(first);
    assert.equal(signal.reason, first);
    await assert.rejects(
      late.substep('a', async () => 1),
      first,
    );
  });

  it('lets nothing out of a handler but what is redacted', async () => {
    const { context, progress, kept, substeps } = setUp();
    context.redact = (value) => JSON.parse(JSON.stringify(value).replaceAll('hidden', '***'));
    context.emit({ at: 'hidden' });
    context.log('sends hidden', { to: 'hidden' });
    const result: JsonValue = await context.substep('part', async () => ({ got: 'hidden' }));
    assert.deepEqual(result, { got: '***' });
    assert.deepEqual(progress, [
      { path: 'each[1].a', at: '***' },
      { path: 'each[1].a', log: { level: 'info', message: 'sends ***', data: { to: '***' } } },
    ]);
    assert.deepEqual(kept, [['each[1].a', 2, { level: 'info', message: 'sends ***', data: { to: '***' } }, 1]]);
    assert.deepEqual(substeps, ['each[1].a part']);
  });
});
