import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import type { Effect } from '#contract/block.ts';
import type { JsonObject } from '#contract/json.ts';
import type { Workflow } from '#contract/workflow.ts';
import { SECRETS, withCode } from '#hosts/suite/lab.ts';
import { chain, flow, step } from '#hosts/suite/sample-flow.ts';
import { createTestBlocks, toTestBlock } from '#hosts/suite/test-blocks.ts';
import { simulateWorkflow } from './simulate.ts';

/** Simulates with blocks of each effect that note when they are really called. */
function setUp(called: readonly Workflow[] = []) {
  const calls: string[] = [];
  const blocks = createTestBlocks();
  const outputs = [
    { id: 'status', type: 'integer' as const },
    { id: 'text', type: 'string' as const },
  ];
  for (const effect of ['pure', 'read', 'idempotent', 'effect'] satisfies Effect[]) {
    const run = async ({ run: of, inputs }: { run: { simulated: boolean }; inputs: JsonObject }) => {
      calls.push(`${effect} ${of.simulated}`);
      return { status: 200, text: String(inputs.text ?? 'real') };
    };
    blocks.set(`own.${effect}`, toTestBlock(run, { effect, outputs }));
  }
  const simulate = (workflow: Workflow, input: JsonObject = {}, reads = false) =>
    simulateWorkflow(workflow, input, {
      blocks: (id) => blocks.get(id),
      workflows: {
        get(id) {
          const found = called.find((workflow_) => workflow_.id === id);
          if (found === undefined) throw new AppError('workflow-not-found', `There is no workflow "${id}".`);
          return { workflow: found, version: 1 };
        },
      },
      reads,
      roots: [],
      allowPrivate: [],
    });
  return { calls, simulate };
}

const effects = chain(
  'effects',
  [
    step('pure', 'own.pure'),
    step('read', 'own.read'),
    step('idempotent', 'own.idempotent'),
    step('effect', 'own.effect'),
  ],
  {
    outputs: {
      pure: '{{ pure.text }}',
      read: '{{ read.text }}',
      idempotent: '{{ idempotent.text }}',
      effect: '{{ effect }}',
    },
  },
);

describe('a dry run', () => {
  it('computes, and puts samples in place of what has an effect, each marked', async () => {
    const { calls, simulate } = setUp();
    const { record, events } = await simulate(effects);
    const sample = '(simulated text)';
    assert.equal(record.status, 'succeeded');
    assert.deepEqual(record.output, {
      pure: 'real',
      read: sample,
      idempotent: sample,
      effect: { status: 0, text: sample },
    });
    assert.deepEqual(calls, ['pure true']);
    const marked = events.flatMap(({ event }) =>
      event.type === 'step-succeeded' ? [[event.path, event.simulated === true]] : [],
    );
    assert.deepEqual(marked, [
      ['pure', false],
      ['read', true],
      ['idempotent', true],
      ['effect', true],
    ]);
    assert.ok(events[0]?.event.type === 'run-created' && events[0].event.simulated === true);
  });

  it('really reads where that is asked for, and still changes nothing', async () => {
    const { calls, simulate } = setUp();
    const { record } = await simulate(effects, {}, true);
    assert.equal((record.output as JsonObject).read, 'real');
    assert.deepEqual(calls, ['pure true', 'read true']);
  });

  it('waits for nobody: time passes at once, and people agree', async () => {
    const { simulate } = setUp();
    const workflow = chain(
      'waits',
      [
        step('time', 'test.wait', { inMs: 86_400_000 }),
        step('ask', 'test.wait', { title: 'Pay?' }),
        step('call', 'test.wait'),
      ],
      {
        outputs: { time: '{{ time.outcome }}', ask: '{{ ask.data.approved }}', call: '{{ call.outcome }}' },
      },
    );
    const { record } = await simulate(workflow);
    assert.deepEqual(record.output, { time: 'fired', ask: true, call: 'answered' });
  });

  it('calls workflows without their effects either', async () => {
    const { calls, simulate } = setUp([flow('called', [step('a', 'own.effect')])]);
    const { record } = await simulate(flow('caller', [step('call', 'test.call', { workflow: 'called' })]));
    assert.deepEqual((record.output as JsonObject).output, { status: 0, text: '(simulated text)' });
    assert.deepEqual(calls, []);
  });

  it('opens no secrets', async () => {
    const { simulate } = setUp();
    const { record, events } = await simulate(flow('secret', [step('a', 'own.pure', { text: '{{ secrets.TOKEN }}' })]));
    assert.equal(record.status, 'succeeded');
    assert.ok(!JSON.stringify(events).includes(SECRETS.TOKEN ?? ''));
  });

  it('fails where the workflow would, and refuses a wrong input', async () => {
    const { simulate } = setUp();
    const { record } = await simulate(flow('failing', [step('a', 'test.fail', { message: 'no' })]));
    assert.deepEqual([record.status, record.error?.message], ['failed', 'no']);
    const strict = flow('strict', [], [], { inputs: [{ id: 'day', type: 'string', required: true }] });
    await assert.rejects(simulate(strict), withCode('input-invalid'));
  });
});
