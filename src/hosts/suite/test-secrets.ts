import assert from 'node:assert/strict';
import type { BlockHandler } from '#blocks/context.ts';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { LiveEntry } from '../host.ts';
import { type Behaviour, type Lab, SECRETS } from './lab.ts';
import { body, flow, step } from './sample-flow.ts';

const TOKEN = SECRETS.TOKEN ?? '';

/** Asserts that no secret is anywhere on disk, nor in what watchers were told. */
function assertNothingLeaked(lab: Lab, heard: readonly LiveEntry[]): void {
  const written = lab.journal
    .listRuns({ limit: 100 })
    .flatMap((run) => [JSON.stringify(run), ...lab.events(run.id).map((event) => JSON.stringify(event))]);
  for (const secret of Object.values(SECRETS)) {
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
      for (const text of [...written, ...heard.map((entry) => JSON.stringify(entry))])
        assert.ok(!text.includes(form), `${form} leaked: ${text.slice(0, 300)}`);
    }
  }
}

/** Secrets reach handlers and nobody else. */
export function testSecrets(behaviour: Behaviour): void {
  const input: JsonObject = { header: 'Bearer {{ secrets.TOKEN }}', deep: [{ other: '{{ secrets.OTHER }}' }] };

  /** Runs a step that was given secrets, and asserts that nothing it does with them gets out. */
  const keeps = (what: string, handler: BlockHandler, rest: Parameters<typeof step>[3] = {}): void =>
    behaviour(`keeps a secret out of ${what}`, async (lab) => {
      const heard: LiveEntry[] = [];
      lab.host.watch((entry) => heard.push(entry));
      const seen: JsonObject[] = [];
      lab.block('own.keeper', (ctx) => {
        seen.push(ctx.inputs);
        return handler(ctx);
      });
      lab.save(flow('called', [step('a', 'test.echo', { got: '{{ input }}' })]));
      const runId = await lab.start(
        flow('keeper', [step('a', 'own.keeper', input, rest)], [], { variables: { x: null } }),
      );
      await lab.until('the run ends or waits', () =>
        ['succeeded', 'failed', 'waiting'].includes(lab.journal.findRun(runId)?.status ?? ''),
      );
      await lab.quiet();
      assert.deepEqual(seen[0], { header: `Bearer ${SECRETS.TOKEN}`, deep: [{ other: SECRETS.OTHER }] });
      assertNothingLeaked(lab, heard);
      assert.ok(JSON.stringify(lab.events(runId)).includes('secret:TOKEN'));
    });

  keeps('inputs, outputs and their keys', ({ inputs }) => ({
    inputs,
    [`key ${TOKEN}`]: encodeURIComponent(SECRETS.OTHER ?? ''),
  }));
  keeps('mapped outputs', ({ inputs }) => ({ inputs }), {
    output: { all: '{{ inputs }}', text: 'is {{ inputs.header }}' },
  });
  keeps('errors', ({ inputs }) => {
    throw new AppError('data-invalid', `refused: ${String(inputs.header)}`, { data: { sent: inputs } });
  });
  keeps('errors of defects', async ({ inputs }) => {
    throw new Error(`broken: ${String(inputs.header)}`);
  });
  keeps('outputs of a chosen port', (ctx) => ctx.take('out', { header: ctx.inputs.header ?? null }));
  keeps('variables', (ctx) => ctx.setVariables({ x: ctx.inputs }, { y: ctx.inputs }));
  keeps('questions', (ctx) =>
    ctx.waitFor({ kind: 'approval', title: `Send ${String(ctx.inputs.header)}?`, context: ctx.inputs }),
  );
  keeps(
    'items',
    (ctx) =>
      ctx.loop?.done === true
        ? { results: ctx.loop.results ?? [] }
        : ctx.iterate({ items: [ctx.inputs], concurrency: 1, onItemError: 'fail', collect: true }),
    {
      body: body([step('b', 'test.echo', { got: '{{ item }}' })]),
    },
  );
  keeps('calls', (ctx) =>
    ctx.child === undefined
      ? ctx.call({ workflowId: 'called', input: ctx.inputs, wait: true })
      : { output: ctx.child.output ?? null },
  );
  keeps('the end of the run', (ctx) => ctx.stop('succeeded', { output: ctx.inputs }));
  keeps('the failure of the run', (ctx) => ctx.stop('failed', { message: `no: ${String(ctx.inputs.header)}` }));
  keeps('substeps', async (ctx) => ({ sent: await ctx.substep('send', async () => ctx.inputs) }));
  keeps('progress and logs', async (ctx) => {
    ctx.emit({ sending: ctx.inputs });
    ctx.log(`sending ${String(ctx.inputs.header)}`, { data: ctx.inputs });
    return {};
  });

  behaviour('opens the secrets that fields of a block name', async (lab) => {
    const seen: unknown[] = [];
    const heard: LiveEntry[] = [];
    lab.host.watch((entry) => heard.push(entry));
    lab.block(
      'own.login',
      async ({ secrets, inputs }) => {
        seen.push({ ...secrets });
        return { token: secrets.token ?? null, name: inputs.token ?? null };
      },
      { secretFields: ['token', 'unused'] },
    );
    const output = await lab.output(flow('login', [step('a', 'own.login', { token: 'TOKEN' })]));
    assert.deepEqual(seen, [{ token: SECRETS.TOKEN }]);
    assert.equal((output as JsonObject).name, 'TOKEN');
    assertNothingLeaked(lab, heard);
  });

  behaviour('fails a step that needs a secret nobody stored, naming it', async (lab) => {
    lab.block('own.login', () => ({}), { secretFields: ['token'] });
    for (const [index, broken] of [
      step('a', 'test.echo', { x: '{{ secrets.ABSENT }}' }),
      step('a', 'own.login', { token: 'ABSENT' }),
    ].entries()) {
      const error = await lab.failure(flow(`absent_${index}`, [broken]));
      assert.equal(error.code, 'secret-missing');
      assert.match(error.message, /ABSENT/);
    }
  });

  behaviour('does not open what merely looks like a secret', async (lab) => {
    const text = '\u27e6secret:TOKEN#000000000000000000000000\u27e7';
    const output = await lab.output(
      flow('faked', [step('a', 'test.echo', { header: '{{ secrets.OTHER }}', faked: '{{ input.text }}' })]),
      { text },
    );
    assert.equal((output as JsonObject).faked, text);
  });
}
