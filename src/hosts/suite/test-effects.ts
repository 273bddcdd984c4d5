import assert from 'node:assert/strict';
import type { BlockContext } from '#blocks/context.ts';
import { AppError } from '#contract/app-error.ts';
import type { Effect } from '#contract/block.ts';
import type { JsonObject } from '#contract/json.ts';
import { type Behaviour, createGate, type Lab } from './lab.ts';
import { chain, flow, type StepRest, step } from './sample-flow.ts';

/** A block that writes into a ledger outside, and crashes the host as often as it is told to. */
function addLedger(
  lab: Lab,
  options: { crashes?: number; when: 'before' | 'after'; effect?: Effect },
): { readonly entries: BlockContext[]; readonly calls: BlockContext[] } {
  const entries: BlockContext[] = [];
  const calls: BlockContext[] = [];
  let crashes = options.crashes ?? 1;
  lab.block(
    'own.ledger',
    async (ctx) => {
      calls.push(ctx);
      const crashing = crashes-- > 0;
      if (crashing && options.when === 'before') lab.crash();
      else entries.push(ctx);
      if (crashing && options.when === 'after') lab.crash();
      return { written: entries.length };
    },
    { effect: options.effect ?? 'effect' },
  );
  return { entries, calls };
}

const paying = (rest: StepRest = {}) =>
  chain('paying', [
    step('pay', 'own.ledger', { amount: 7 }, rest),
    step('after', 'test.echo', { paid: '{{ pay ?? "unknown" }}' }),
  ]);

/** Effects are never doubled. */
export function testEffects(behaviour: Behaviour): void {
  for (const when of ['before', 'after'] as const) {
    behaviour(`asks what happened after a crash just ${when} an effect`, async (lab) => {
      const { calls } = addLedger(lab, { when });
      const runId = await startUntilCrash(lab, paying());
      await lab.restart();
      await lab.reaches(runId, 'uncertain');
      const [started] = lab.eventsOf(runId, 'step-started');
      assert.deepEqual([started?.input, started?.key, started?.intent], [{ amount: 7 }, `${runId}:pay`, true]);
      assert.deepEqual(
        lab.journal.listWaits({ runId }).map(({ path, kind }) => [path, kind]),
        [['pay', 'uncertain']],
      );
      assert.deepEqual(lab.host.load, { queued: 0, running: 0 });
      await lab.restart();
      await lab.quiet();
      assert.equal(lab.journal.findRun(runId)?.status, 'uncertain');
      assert.equal(calls.length, 1);
      await lab.host.cancel(runId);
      assert.equal((await lab.end(runId)).status, 'cancelled');
    });
  }

  behaviour('does it again when a person says so, with the same key', async (lab) => {
    const { calls } = addLedger(lab, { when: 'before' });
    const runId = await startUntilCrash(lab, paying());
    await lab.restart();
    await lab.reaches(runId, 'uncertain');
    await lab.host.answer(runId, { kind: 'decision', path: 'pay', decision: 'retry', by: 'ann' });
    assert.deepEqual((await lab.end(runId)).output, { paid: { written: 1 } });
    assert.deepEqual(
      calls.map((call) => call.attempt),
      [1, 2],
    );
    assert.equal(new Set(calls.map((call) => call.idempotencyKey)).size, 1);
    assert.equal(lab.eventsOf(runId, 'uncertain-resolved')[0]?.by, 'ann');
  });

  behaviour('takes the output a person gives for an effect that happened', async (lab) => {
    addLedger(lab, { when: 'after', crashes: 2 });
    for (const [output, paid] of [
      [{ receipt: 'r-1' }, { receipt: 'r-1' }],
      [undefined, null],
    ] as const) {
      const runId = await startUntilCrash(lab, paying());
      await lab.restart();
      await lab.reaches(runId, 'uncertain');
      await lab.host.answer(runId, {
        kind: 'decision',
        path: 'pay',
        decision: 'succeeded',
        ...(output === undefined ? {} : { output }),
      });
      assert.deepEqual((await lab.end(runId)).output, { paid });
    }
  });

  behaviour('fails the step when a person says the effect did not happen', async (lab) => {
    addLedger(lab, { when: 'after', crashes: 2 });
    const runId = await startUntilCrash(lab, paying());
    await lab.restart();
    await lab.reaches(runId, 'uncertain');
    await lab.host.answer(runId, { kind: 'decision', path: 'pay', decision: 'failed' });
    const { status, error } = await lab.end(runId);
    assert.deepEqual([status, error?.code, error?.data?.step], ['failed', 'effect-uncertain', 'pay']);
    const tolerant = await startUntilCrash(lab, paying({ onError: 'continue' }));
    await lab.restart();
    await lab.reaches(tolerant, 'uncertain');
    await lab.host.answer(tolerant, { kind: 'decision', path: 'pay', decision: 'failed' });
    assert.deepEqual((await lab.end(tolerant)).output, { paid: 'unknown' });
  });

  behaviour('sends again, or fails, without asking where the workflow says so', async (lab) => {
    const { calls } = addLedger(lab, { when: 'after' });
    const again = await startUntilCrash(lab, paying({ onUncertain: 'retry' }));
    await lab.restart();
    assert.deepEqual((await lab.end(again)).output, { paid: { written: 2 } });
    assert.deepEqual(
      calls.map((call) => call.attempt),
      [1, 2],
    );
    const workflows = [paying({ onUncertain: 'fail' }), { ...paying(), settings: { onUncertain: 'fail' as const } }];
    for (const workflow of workflows) {
      lab.block(
        'own.ledger',
        async () => {
          lab.crash();
          return {};
        },
        { effect: 'effect' },
      );
      const runId = await startUntilCrash(lab, workflow);
      await lab.restart();
      assert.equal((await lab.end(runId)).error?.code, 'effect-uncertain');
    }
  });

  behaviour('has an effect once whose announcement was lost', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler);
    const { calls } = addLedger(lab, { when: 'after', crashes: 0 });
    const runId = await lab.start(chain('unannounced', [step('gate', 'own.gate'), step('pay', 'own.ledger')]));
    await lab.until('it is at the gate', () => gate.open.length === 1);
    await lab.quiet();
    lab.hold();
    gate.answer();
    await lab.quiet();
    assert.equal(calls.length, 0, 'no effect before its announcement is on disk');
    await lab.restart();
    await lab.until('it is at the gate again', () => gate.open.length === 1);
    gate.answer();
    assert.deepEqual((await lab.end(runId)).output, { written: 1 });
    assert.equal(calls.length, 1);
  });

  behaviour('asks about an effect whose receipt was lost', async (lab) => {
    let calls = 0;
    lab.block(
      'own.effect',
      async () => {
        calls++;
        lab.hold();
        return {};
      },
      { effect: 'effect' },
    );
    const runId = await lab.start(flow('unreceipted', [step('a', 'own.effect')]));
    await lab.until('it was called', () => calls === 1);
    await lab.quiet();
    await lab.restart();
    await lab.reaches(runId, 'uncertain');
    assert.equal(calls, 1);
  });

  behaviour('does not repeat an effect whose receipt is on disk', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler, { effect: 'idempotent' });
    const { calls } = addLedger(lab, { when: 'after', crashes: 0 });
    const runId = await lab.start(
      chain('receipted', [
        step('pay', 'own.ledger'),
        step('gate', 'own.gate'),
        step('last', 'test.echo', { paid: '{{ pay.written }}' }),
      ]),
    );
    await lab.until('it is at the gate', () => gate.open.length === 1);
    await lab.restart();
    await lab.until('it is at the gate again', () => gate.open.length === 2);
    gate.answer();
    gate.answer();
    assert.deepEqual((await lab.end(runId)).output, { paid: 1 });
    assert.equal(calls.length, 1);
  });

  behaviour('repeats what may be repeated, with the same key', async (lab) => {
    for (const effect of ['idempotent', 'read', 'pure'] as const) {
      const { calls } = addLedger(lab, { when: 'after', effect });
      const runId = await startUntilCrash(lab, paying());
      await lab.restart();
      assert.deepEqual((await lab.end(runId)).output, { paid: { written: 2 } });
      assert.deepEqual(
        calls.map((call) => [call.attempt, call.idempotencyKey]),
        [
          [1, `${runId}:pay`],
          [1, `${runId}:pay`],
        ],
      );
    }
  });

  behaviour('lets the inputs decide whether there is an effect', async (lab) => {
    lab.block('own.request', async ({ inputs }) => ({ method: inputs.method ?? null }), {
      effect: 'effect',
      effectOf: (inputs) => (inputs.method === 'GET' ? 'read' : 'effect'),
    });
    const runId = await lab.start(
      chain('requests', [
        step('get', 'own.request', { method: 'GET' }),
        step('post', 'own.request', { method: 'POST' }),
      ]),
    );
    await lab.end(runId);
    assert.deepEqual(
      lab.eventsOf(runId, 'step-started').map(({ path, intent }) => [path, intent]),
      [
        ['get', undefined],
        ['post', true],
      ],
    );
  });

  behaviour('lets the inputs decide each time the handler is called on', async (lab) => {
    const effectOf = ({ method }: JsonObject): Effect => (method === 'GET' ? 'read' : 'effect');
    lab.block(
      'own.paged',
      (ctx) => (ctx.resumed === undefined ? ctx.waitFor({ kind: 'timer', dueAt: ctx.now() + 10 }) : { done: true }),
      { effect: 'effect', effectOf },
    );
    const runId = await lab.start(
      flow('paged', [step('get', 'own.paged', { method: 'GET' }), step('post', 'own.paged', { method: 'POST' })]),
    );
    await lab.reaches(runId, 'waiting');
    lab.clock.advance(10);
    await lab.end(runId);
    const intents = lab.eventsOf(runId, 'step-started').map(({ path, intent }) => [path, intent]);
    assert.deepEqual(intents.toSorted(), [
      ['get', undefined],
      ['post', true],
      ['post', true],
    ]);
  });

  behaviour('has everything on disk that an effect rests on before it begins', async (lab) => {
    const onDisk: string[][] = [];
    const look = async ({ run, path }: BlockContext): Promise<JsonObject> => {
      onDisk.push(lab.events(run.id).map((event) => ('path' in event ? `${event.type} ${event.path}` : event.type)));
      return { path };
    };
    lab.block('own.effect', look, { effect: 'effect' });
    lab.block('own.idempotent', look, { effect: 'idempotent' });
    await lab.output(
      chain('resting', [
        step('a', 'test.echo'),
        step('b', 'test.async'),
        step('c', 'own.effect'),
        step('d', 'own.idempotent'),
      ]),
    );
    const before = [
      'run-created',
      'run-started',
      'step-started a',
      'step-succeeded a',
      'step-started b',
      'step-succeeded b',
      'step-started c',
    ];
    assert.deepEqual(onDisk, [before, [...before, 'step-succeeded c', 'step-started d']]);
  });

  behaviour('asks about each of several uncertain effects, and goes on when all are decided', async (lab) => {
    const calls: string[] = [];
    lab.block(
      'own.effect',
      async ({ path }) => {
        calls.push(path);
        if (calls.length < 2) return new Promise(() => undefined);
        lab.crash();
        return {};
      },
      { effect: 'effect' },
    );
    const workflow = flow(
      'several',
      [step('a', 'own.effect'), step('b', 'own.effect'), step('join', 'test.echo', { a: '{{ a.n }}', b: '{{ b.n }}' })],
      ['a>join', 'b>join'],
    );
    const runId = await startUntilCrash(lab, workflow);
    await lab.restart();
    await lab.reaches(runId, 'uncertain');
    for (const [path, n] of [
      ['a', 1],
      ['b', 2],
    ] as const) {
      await lab.reaches(runId, 'uncertain');
      await lab.host.answer(runId, { kind: 'decision', path, decision: 'succeeded', output: { n } });
      await lab.quiet();
    }
    assert.deepEqual((await lab.end(runId)).output, { a: 1, b: 2 });
  });

  behaviour('does the parts of a step once, however often the step is called', async (lab) => {
    const done: string[] = [];
    let crashes = 1;
    lab.block(
      'own.parts',
      async (ctx) => {
        const parts: string[] = [];
        for (const key of ['one', 'two', 'three']) {
          parts.push(
            await ctx.substep(key, async () => {
              done.push(key);
              return `${key} by attempt ${ctx.attempt}`;
            }),
          );
          if (key === 'one' && crashes-- > 0) {
            lab.crash();
            await new Promise(() => undefined);
          }
          if (key === 'two' && ctx.attempt === 1) throw new AppError('request-failed', 'Come back.');
        }
        return { parts };
      },
      { effect: 'idempotent' },
    );
    const runId = await startUntilCrash(lab, flow('parts', [step('a', 'own.parts')]));
    await lab.restart();
    await lab.reaches(runId, 'waiting');
    lab.clock.advance(1_000);
    const { output } = await lab.end(runId);
    assert.deepEqual(output, { parts: ['one by attempt 1', 'two by attempt 1', 'three by attempt 2'] });
    assert.deepEqual(done, ['one', 'two', 'three']);
  });

  behaviour('tells a handler the result of a part once it is on disk', async (lab) => {
    const seen: boolean[] = [];
    lab.block('own.part', async (ctx) => {
      const n = await ctx.substep('part', async () => 1);
      seen.push(lab.eventsOf(ctx.run.id, 'substep-finished').length === 1);
      return { n };
    });
    assert.deepEqual(await lab.output(flow('part', [step('a', 'own.part')])), { n: 1 });
    assert.deepEqual(seen, [true]);
  });
}

/** Starts a run whose handler crashes the host. */
async function startUntilCrash(lab: Lab, workflow: Parameters<Lab['start']>[0]): Promise<string> {
  if (typeof workflow !== 'string') lab.save(workflow);
  const workflowId = typeof workflow === 'string' ? workflow : workflow.id;
  const known = new Set(lab.journal.listRuns({ workflowId, limit: 100 }).map((run) => run.id));
  // The answer may be lost with the crash.
  lab.host.start({ workflowId }).catch(() => undefined);
  const findNew = () => lab.journal.listRuns({ workflowId, limit: 100 }).find((run) => !known.has(run.id));
  await lab.until('the host crashed', () => !lab.alive && findNew() !== undefined);
  await lab.quiet();
  return findNew()?.id ?? '';
}
