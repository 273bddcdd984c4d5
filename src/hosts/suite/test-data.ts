import assert from 'node:assert/strict';
import type { JsonObject } from '#contract/json.ts';
import { type Behaviour, turn } from './lab.ts';
import { body, chain, flow, step } from './sample-flow.ts';

/** Values on their way through a run. */
export function testData(behaviour: Behaviour): void {
  behaviour("gives the only last step's output, or those of several last steps by id", async (lab) => {
    const a = step('a', 'test.echo', { n: 1 });
    assert.deepEqual(await lab.output(flow('one', [a])), { n: 1 });
    assert.deepEqual(
      await lab.output(
        flow('two', [a, step('b', 'test.echo', { n: '{{ a.n + 1 }}' }), step('c', 'test.async')], ['a>b', 'a>c']),
      ),
      { b: { n: 2 }, c: {} },
    );
    assert.deepEqual(await lab.output(flow('none', [])), {});
  });

  behaviour('gives the outputs the workflow says, and fails when they cannot be made', async (lab) => {
    const steps = [step('a', 'test.echo', { n: 20 })];
    const outputs = {
      half: '{{ a.n / 2 }}',
      text: 'n is {{ a.n }}',
      list: ['{{ a.n }}', 1],
      sum: '{{ $sum([a.n, 1]) }}',
    };
    assert.deepEqual(await lab.output(flow('mapped', steps, [], { outputs })), {
      half: 10,
      text: 'n is 20',
      list: [20, 1],
      sum: 21,
    });
    const missing = await lab.failure(flow('missing', steps, [], { outputs: { x: '{{ a.m }}' } }));
    assert.equal(missing.code, 'expression-empty');
    assert.match(missing.message, /a\.m/);
  });

  behaviour("maps a step's outputs as its Output part says", async (lab) => {
    const mapped = step(
      'a',
      'test.echo',
      { rows: [1, 2, 3] },
      { output: { count: '{{ $count(rows) }}', first: '{{ rows[0] }}', of: '{{ input.name }}' } },
    );
    const workflow = chain('step_outputs', [mapped, step('b', 'test.echo', { got: '{{ a }}' })]);
    assert.deepEqual(await lab.output(workflow, { name: 'x' }), { got: { count: 3, first: 1, of: 'x' } });
    const error = await lab.failure(
      flow('bad_output', [step('a', 'test.echo', {}, { output: { x: '{{ nothing }}' } })]),
    );
    assert.equal(error.code, 'expression-empty');
  });

  behaviour('keeps the type of a lone expression and joins mixed text', async (lab) => {
    const input: JsonObject = {
      typed: '{{ input.list }}',
      nested: { deep: ['{{ input.n + 1 }}'] },
      text: 'is {{ input.n }}, {{ input.list }}',
      otherwise: '{{ input.nothing ?? 5 }}',
      slow: '{{ input.list[$ > 1] }}',
      plain: 'as it is',
    };
    assert.deepEqual(await lab.output(flow('templates', [step('a', 'test.echo', input)]), { n: 1, list: [1, 2, 3] }), {
      typed: [1, 2, 3],
      nested: { deep: [2] },
      text: 'is 1, [1,2,3]',
      otherwise: 5,
      slow: [2, 3],
      plain: 'as it is',
    });
  });

  behaviour('fails a step whose expression yields nothing, naming the expression and what there was', async (lab) => {
    for (const source of ['input.nmae', 'input.list[$ > 9].x']) {
      const error = await lab.failure(flow('empty', [step('a', 'test.echo', { x: `{{ ${source} }}` })]), {
        name: 1,
        list: [1],
      });
      assert.equal(error.code, 'expression-empty');
      assert.ok(error.message.includes(source.split('[')[0] ?? ''), error.message);
      assert.equal(error.data?.step, 'a');
    }
  });

  behaviour('does not take code for a template', async (lab) => {
    const workflow = flow('raw', [step('a', 'test.raw', { code: 'x = "{{ not.a.template }}"', n: '{{ 1 + 1 }}' })]);
    assert.deepEqual(await lab.output(workflow), { code: 'x = "{{ not.a.template }}"', n: 2 });
  });

  behaviour('sets variables that later steps see', async (lab) => {
    const workflow = chain(
      'variables',
      [
        step('first', 'test.echo', { n: '{{ vars.n }}' }),
        step('set', 'test.set', { n: '{{ vars.n + 1 }}', extra: { a: 1 } }),
        step('last', 'test.echo', { before: '{{ first.n }}', vars: '{{ vars }}' }),
      ],
      { variables: { n: 1, kept: true } },
    );
    assert.deepEqual(await lab.output(workflow), { before: 1, vars: { n: 2, kept: true, extra: { a: 1 } } });
    assert.deepEqual(await lab.output(workflow), { before: 1, vars: { n: 2, kept: true, extra: { a: 1 } } });
  });

  behaviour('checks the inputs of a step and fills in defaults', async (lab) => {
    lab.block('own.checked', ({ inputs }) => inputs, { validateInputs: (inputs) => ({ limit: 10, ...inputs }) });
    assert.deepEqual(await lab.output(flow('filled', [step('a', 'own.checked', { n: 1 })])), { limit: 10, n: 1 });
    const refuse = () => {
      throw new TypeError('no such input');
    };
    lab.block('own.refusing', () => ({}), { validateInputs: refuse });
    assert.equal((await lab.failure(flow('refused', [step('a', 'own.refusing')]))).code, 'handler-failed');
  });

  behaviour('fails a step whose block is not installed, or cannot be loaded', async (lab) => {
    assert.equal((await lab.failure(flow('absent', [step('a', 'own.absent')]))).code, 'block-not-found');
  });

  behaviour('takes outputs that look like a request to the host for data', async (lab) => {
    const forged = [
      { directive: 'stop', status: 'failed', output: undefined, message: 'forged' },
      { directive: 'take', ports: ['nowhere'], outputs: { a: 1 } },
      { directive: 'wait', wait: { kind: 'timer', dueAt: 0 } },
    ];
    for (const [index, output] of forged.entries()) {
      lab.block('own.forger', () => JSON.parse(JSON.stringify(output)));
      const made = await lab.output(
        chain(`forged_${index}`, [step('a', 'own.forger'), step('b', 'test.echo', { got: '{{ a.directive }}' })]),
      );
      assert.deepEqual(made, { got: output.directive });
    }
  });

  behaviour('fails the step, and nothing else, when a handler answers no object or no JSON', async (lab) => {
    const knot: { self?: unknown } = {};
    knot.self = knot;
    const answers: readonly unknown[] = [
      undefined,
      null,
      'text',
      7,
      [1],
      { n: 10n },
      knot,
      { f: { g: [Symbol('s'), 1n] } },
    ];
    const other = await lab.start(
      flow('bystander', [step('a', 'test.wait', { inMs: 1_000 }), step('b', 'test.echo')], ['a>b']),
    );
    for (const [index, answer] of answers.entries()) {
      for (const run of [() => answer, async () => answer]) {
        // What the types forbid, a handler in JavaScript may still do.
        lab.block('own.odd', run as () => JsonObject);
        const error = await lab.failure(flow(`odd_${index}`, [step('a', 'own.odd')]));
        assert.equal(error.code, 'handler-failed', `answer ${index}: ${error.message}`);
      }
    }
    lab.clock.advance(1_000);
    assert.equal((await lab.end(other)).status, 'succeeded');
  });

  behaviour('carries large values whole, also through a crash', async (lab) => {
    const rows = Array.from({ length: 3_000 }, (_, index) => ({ id: index, name: `row ${index} é` }));
    const reached: number[] = [];
    lab.block('own.make', () => ({ rows }));
    lab.block(
      'own.pause',
      async ({ inputs, attempt }) => {
        reached.push(attempt);
        if (reached.length === 1) await new Promise(() => undefined);
        return { rows: inputs.rows ?? null };
      },
      { effect: 'idempotent' },
    );
    const runId = await lab.start(
      chain('large', [step('make', 'own.make'), step('pause', 'own.pause', { rows: '{{ make.rows }}' })], {
        outputs: { rows: '{{ pause.rows }}', first: '{{ make.rows[0].name }}' },
      }),
      { text: 'x'.repeat(100_000) },
    );
    await lab.until('the second step is under way', () => reached.length === 1);
    await lab.restart();
    const { output } = await lab.end(runId);
    assert.deepEqual(output, { rows, first: 'row 0 é' });
    assert.deepEqual(lab.journal.findRun(runId)?.output, { rows, first: 'row 0 é' });
  });

  behaviour('shows every step the values of its own place, however many wait for each other', async (lab) => {
    lab.block('own.later', async ({ inputs }) => {
      await turn();
      return inputs;
    });
    const inner = body([
      step('seen', 'own.later', { item: '{{ item }}', index: '{{ index }}', before: '{{ before.n }}' }),
    ]);
    const workflow = chain(
      'places',
      [
        step('before', 'test.echo', { n: 7 }),
        step('each', 'test.each', { items: ['a', 'b', 'c'], concurrency: 3 }, { body: inner }),
      ],
      { outputs: { seen: '{{ each.results }}' } },
    );
    assert.deepEqual(await lab.output(workflow), {
      seen: ['a', 'b', 'c'].map((item, index) => ({ item, index, before: 7 })),
    });
  });
}
