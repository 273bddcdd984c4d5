import assert from 'node:assert/strict';
import { type Behaviour, createGate } from './lab.ts';
import { chain, flow, step } from './sample-flow.ts';

/** Branches, joins and skipped steps. */
export function testGraphs(behaviour: Behaviour): void {
  const choice = flow(
    'choice',
    [
      step('check', 'test.if', { when: '{{ input.when }}' }),
      step('yes', 'test.echo', { chose: 'yes' }),
      step('no', 'test.echo', { chose: 'no' }),
      step('after_no', 'test.echo', { n: 1 }),
      step('join', 'test.echo', { chose: '{{ yes.chose ?? no.chose }}' }),
    ],
    ['check:true>yes', 'check:false>no', 'no>after_no', 'yes>join', 'after_no>join'],
  );

  behaviour('takes the branch whose port was chosen and skips the other', async (lab) => {
    const runId = await lab.start(choice, { when: true });
    assert.deepEqual((await lab.end(runId)).output, { chose: 'yes' });
    assert.deepEqual(
      lab.eventsOf(runId, 'step-started').map((event) => event.path),
      ['check', 'yes', 'join'],
    );
    assert.deepEqual(await lab.output(choice, { when: false }), { chose: 'no' });
  });

  behaviour('gives the outputs of the last steps that were reached', async (lab) => {
    const workflow = flow(
      'ends',
      [
        step('check', 'test.if', { when: '{{ input.when }}' }),
        step('yes', 'test.echo', { n: 1 }),
        step('no', 'test.echo', { n: 2 }),
      ],
      ['check:true>yes', 'check:false>no'],
    );
    assert.deepEqual(await lab.output(workflow, { when: false }), { no: { n: 2 } });
  });

  behaviour('waits at a join for all branches, or for the first where that is enough', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler);
    const workflow = flow(
      'joins',
      [
        step('slow', 'own.gate'),
        step('quick', 'test.echo'),
        step('any', 'test.echo', {}, { join: 'any' }),
        step('all', 'test.echo', { any: '{{ any }}' }),
      ],
      ['slow>any', 'quick>any', 'slow>all', 'any>all'],
    );
    const runId = await lab.start(workflow);
    await lab.quiet();
    const ran = () => lab.eventsOf(runId, 'step-succeeded').map((event) => event.path);
    assert.equal(gate.open.length, 1);
    gate.answer();
    await lab.end(runId);
    assert.deepEqual(ran(), ['quick', 'any', 'slow', 'all']);
  });

  behaviour('runs branches side by side', async (lab) => {
    const gate = createGate();
    lab.block('own.gate', gate.handler);
    const runId = await lab.start(
      flow('side_by_side', [step('a', 'own.gate'), step('b', 'own.gate'), step('c', 'own.gate')]),
    );
    await lab.until('all are under way', () => gate.open.length === 3);
    for (const path of ['c', 'a', 'b']) gate.answer({ path }, path);
    assert.deepEqual((await lab.end(runId)).output, { a: { path: 'a' }, b: { path: 'b' }, c: { path: 'c' } });
  });

  behaviour('lets a disabled step do nothing', async (lab) => {
    const workflow = chain('disabled', [
      step('a', 'test.fail', {}, { disabled: true }),
      step('b', 'test.echo', { a: '{{ a.x ?? "none" }}' }),
    ]);
    assert.deepEqual(await lab.output(workflow), { a: 'none' });
  });

  behaviour('takes several ports, or one that leads nowhere', async (lab) => {
    lab.block('own.both', (ctx) => ctx.take(['left', 'right'], { n: 1 }), { ports: ['left', 'right', 'none'] });
    lab.block('own.none', (ctx) => ctx.take('none'), { ports: ['left', 'right', 'none'] });
    const sides = (block: string) =>
      flow(
        block.replace('.', '_'),
        [step('a', block), step('l', 'test.echo'), step('r', 'test.echo')],
        ['a:left>l', 'a:right>r'],
      );
    assert.deepEqual(await lab.output(sides('own.both')), { l: {}, r: {} });
    assert.deepEqual(await lab.output(sides('own.none')), {});
  });

  behaviour('runs a thousand steps in a row and as many side by side', async (lab) => {
    const many = Array.from({ length: 1_000 }, (_, index) =>
      step(`s${index}`, 'test.echo', { n: index === 0 ? 0 : `{{ s${index - 1}.n + 1 }}` }),
    );
    assert.deepEqual(await lab.output(chain('row', many)), { n: 999 });
    const wide = Array.from({ length: 1_000 }, (_, index) => step(`s${index}`, 'test.async', { index }));
    const output = await lab.output(flow('wide', wide));
    assert.equal(Object.keys(output as object).length, 1_000);
  });
}
