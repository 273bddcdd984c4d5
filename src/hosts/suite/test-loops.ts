import assert from 'node:assert/strict';
import type { JsonObject } from '#contract/json.ts';
import { type Behaviour, createGate, obedient } from './lab.ts';
import { body, chain, flow, step } from './sample-flow.ts';

const each = (input: JsonObject, inner: ReturnType<typeof body>) =>
  flow('loop', [step('each', 'test.each', input, { body: inner })]);

/** Loops over items, and loops that decide round by round. */
export function testLoops(behaviour: Behaviour): void {
  behaviour('goes through items one after the other, in their order', async (lab) => {
    const order: unknown[] = [];
    lab.block('own.note', async ({ inputs }) => {
      order.push(inputs.item);
      return { doubled: Number(inputs.item) * 2 };
    });
    const inner = body(
      [
        step('note', 'own.note', { item: '{{ item }}' }),
        step('last', 'test.echo', { n: '{{ note.doubled + index }}' }),
      ],
      ['note>last'],
    );
    assert.deepEqual(await lab.output(each({ items: '{{ input.items }}' }, inner), { items: [5, 6, 7] }), {
      finished: 3,
      failed: 0,
      results: [{ n: 10 }, { n: 13 }, { n: 16 }],
      errors: [],
    });
    assert.deepEqual(order, [5, 6, 7]);
  });

  behaviour('keeps to the concurrency and gives results in the order of the items', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler);
    const items = Array.from({ length: 10 }, (_, index) => `item ${index}`);
    const runId = await lab.start(
      each({ items, concurrency: 3 }, body([step('work', 'own.gate', { item: '{{ item }}' })])),
    );
    let most = 0;
    for (let answered = 0; answered < items.length; answered++) {
      await lab.until('an item is under way', () => gate.open.length === Math.min(3, items.length - answered));
      most = Math.max(most, gate.open.length);
      const last = gate.open.at(-1);
      gate.answer({ item: last?.inputs.item ?? null }, last?.path);
    }
    const { output } = await lab.end(runId);
    assert.equal(most, 3);
    assert.equal(gate.calls.length, 10);
    assert.deepEqual(
      (output as JsonObject).results,
      items.map((item) => ({ item })),
    );
  });

  behaviour('does nothing for no items, and keeps no results nobody wants', async (lab) => {
    const inner = body([step('work', 'test.echo', { item: '{{ item }}' })]);
    assert.deepEqual(await lab.output(each({ items: [] }, inner)), { finished: 0, failed: 0, results: [], errors: [] });
    assert.deepEqual(await lab.output(each({ items: [1, 2], collect: false }, inner)), {
      finished: 2,
      failed: 0,
      results: null,
      errors: [],
    });
  });

  behaviour('passes on items of any kind', async (lab) => {
    const items = [null, false, 0, '', [], {}, [1], { item: 1 }];
    const output = await lab.output(
      each({ items: '{{ input.items }}' }, body([step('work', 'test.echo', { item: '{{ item }}' })])),
      { items },
    );
    assert.deepEqual(
      (output as JsonObject).results,
      items.map((item) => ({ item })),
    );
  });

  const failing = (onItemError: string) =>
    each(
      { items: [1, 2, 3, 4], onItemError },
      body(
        [
          step('check', 'test.if', { when: '{{ item = 2 }}' }),
          step('bad', 'test.fail', { message: 'no twos' }),
          step('good', 'test.echo', { item: '{{ item }}' }),
        ],
        ['check:true>bad', 'check:false>good'],
        { output: '{{ good.item }}' as never },
      ),
    );

  behaviour('fails with the first item that fails, and starts no more', async (lab) => {
    const runId = await lab.start(failing('fail'));
    const { status, error } = await lab.end(runId);
    assert.equal(status, 'failed');
    assert.equal(error?.code, 'loop-failed');
    assert.equal(error?.data?.index, 1);
    assert.equal(error?.data?.cause, 'data-invalid');
    assert.equal(error?.data?.step, 'each[1].bad');
    assert.match(error?.message ?? '', /no twos/);
    assert.ok(!lab.eventsOf(runId, 'step-started').some((event) => event.path.startsWith('each[2]')));
  });

  behaviour('goes on after an item that fails, where it may', async (lab) => {
    assert.deepEqual(await lab.output(failing('continue')), {
      finished: 4,
      failed: 1,
      results: [1, null, 3, 4],
      errors: [],
    });
  });

  behaviour('collects the errors of items that fail, where it is asked to', async (lab) => {
    assert.deepEqual(await lab.output(failing('collect')), {
      finished: 4,
      failed: 1,
      results: [1, null, 3, 4],
      errors: [{ index: 1, code: 'data-invalid' }],
    });
  });

  behaviour('stops the items under way when one of them fails the loop', async (lab) => {
    const stopped: string[] = [];
    lab.block('own.work', async (ctx) => {
      if (ctx.inputs.item === 2) throw new Error('no twos');
      return Promise.resolve(obedient(ctx)).catch((reason: unknown) => {
        stopped.push(ctx.path);
        throw reason;
      });
    });
    const inner = body([step('work', 'own.work', { item: '{{ item }}' })]);
    const { error } = await lab.run(each({ items: [0, 1, 2, 3], concurrency: 3 }, inner));
    assert.equal(error?.code, 'loop-failed');
    assert.deepEqual(stopped.toSorted(), ['each[0].work', 'each[1].work']);
  });

  behaviour('makes the result of an item as the body says, and fails the item when that cannot be', async (lab) => {
    const steps = [step('work', 'test.echo', { n: '{{ item }}' })];
    const output = await lab.output(
      each({ items: [1, 2] }, { steps, edges: [], output: { n: '{{ work.n * 10 }}', i: '{{ index }}' } }),
    );
    assert.deepEqual((output as JsonObject).results, [
      { n: 10, i: 0 },
      { n: 20, i: 1 },
    ]);
    const broken = each({ items: [1], onItemError: 'collect' }, { steps, edges: [], output: '{{ work.m }}' });
    assert.deepEqual(await lab.output(broken), {
      finished: 1,
      failed: 1,
      results: [null],
      errors: [{ index: 0, code: 'expression-empty' }],
    });
  });

  behaviour('loops inside loops, each with its own item', async (lab) => {
    const inner = body([step('pair', 'test.async', { pair: '{{ outer.name & item & index }}' })]);
    const outer = body(
      [
        step('outer', 'test.echo', { name: '{{ item.name }}', items: '{{ item.items }}' }),
        step('inner', 'test.each', { items: '{{ outer.items }}', concurrency: 2 }, { body: inner }),
      ],
      ['outer>inner'],
      { output: '{{ inner.results.pair }}' as never },
    );
    const items = [
      { name: 'a', items: [1, 2, 3] },
      { name: 'b', items: [4, 5] },
    ];
    const output = await lab.output(each({ items: '{{ input.items }}', concurrency: 2 }, outer), { items });
    assert.deepEqual((output as JsonObject).results, [
      ['a10', 'a21', 'a32'],
      ['b40', 'b51'],
    ]);
  });

  behaviour('carries an error out of loops inside loops', async (lab) => {
    const inner = body([step('bad', 'test.fail', { message: 'deep down' })]);
    const outer = body([step('inner', 'test.each', { items: [1] }, { body: inner })]);
    const error = await lab.failure(each({ items: [1] }, outer));
    assert.equal(error.code, 'loop-failed');
    assert.equal(error.data?.step, 'each[0].inner[0].bad');
    assert.match(error.message, /deep down/);
  });

  behaviour('goes round while its condition holds, evaluated anew before each round', async (lab) => {
    const inner = body(
      [
        step('add', 'test.set', { n: '{{ vars.n + 1 }}' }),
        step('seen', 'test.echo', { n: '{{ vars.n }}', index: '{{ index }}', before: '{{ item }}' }),
      ],
      ['add>seen'],
    );
    const workflow = flow('rounds', [step('loop', 'test.rounds', { more: '{{ vars.n < 3 }}' }, { body: inner })], [], {
      variables: { n: 0 },
    });
    const first = { n: 1, index: 0, before: null };
    const second = { n: 2, index: 1, before: first };
    const third = { n: 3, index: 2, before: second };
    assert.deepEqual(await lab.output(workflow), { rounds: 3, last: third, results: [first, second, third] });
    assert.deepEqual(await lab.output({ ...workflow, variables: { n: 3 } }), { rounds: 0, last: null, results: [] });
  });

  behaviour('repeats no item after a crash that was finished before it', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler, { effect: 'idempotent' });
    const items = Array.from({ length: 6 }, (_, index) => index);
    const workflow = chain('crashing_loop', [
      step(
        'each',
        'test.each',
        { items, concurrency: 2 },
        { body: body([step('work', 'own.gate', { item: '{{ item }}' })]) },
      ),
      step('last', 'test.echo', { all: '{{ each.results.item }}' }),
    ]);
    const runId = await lab.start(workflow);
    const answer = async () => {
      const [ctx] = gate.open;
      gate.answer({ item: ctx?.inputs.item ?? null }, ctx?.path);
    };
    for (let answered = 0; answered < 3; answered++) {
      await lab.until('two items are under way', () => gate.open.length === 2);
      await answer();
    }
    await lab.until('two items are under way again', () => gate.open.length === 2);
    const lost = gate.open.map((ctx) => ctx.path);
    await lab.restart();
    await lab.until('they are under way anew', () => gate.open.length === 4);
    assert.deepEqual(
      gate.open.slice(2).map((ctx) => ctx.path),
      lost,
    );
    for (const ctx of gate.open.slice(0, 2)) gate.answer({}, ctx.path);
    for (let answered = 3; answered < 6; answered++) {
      await lab.until('an item is under way', () => gate.open.length === Math.min(2, 6 - answered));
      await answer();
    }
    assert.deepEqual((await lab.end(runId)).output, { all: items });
    assert.equal(gate.calls.length, 8);
  });

  behaviour('refuses to loop without a body', async (lab) => {
    assert.equal(
      (await lab.failure(flow('bodiless', [step('each', 'test.each', { items: [1] })]))).code,
      'workflow-invalid',
    );
  });
}
