import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import { loadBuiltIn, runBlock } from '../../testing/run-block.ts';

async function take(inputs: JsonObject): Promise<unknown> {
  const answer = await runBlock('control/switch', inputs);
  return 'ports' in answer ? answer.ports : answer;
}

describe('control.switch', () => {
  const cases = [
    { port: 'exact', equals: '7' },
    { port: 'low', range: [0, 10] },
    { port: 'high', range: [10, null] },
    { port: 'word', in: ['yes', 'no'] },
    { port: 'order', matches: '^order-\\d+$' },
  ];

  it('takes the first case that fits', async () => {
    const words = cases.slice(3);
    assert.deepEqual(await take({ value: 7, cases }), ['exact']);
    assert.deepEqual(await take({ value: 10, cases }), ['low']);
    assert.deepEqual(await take({ value: 11, cases }), ['high']);
    assert.deepEqual(await take({ value: 'no', cases: words }), ['word']);
    assert.deepEqual(await take({ value: 'NO', cases: words, ignoreCase: true }), ['word']);
    assert.deepEqual(await take({ value: 'order-3', cases: words }), ['order']);
  });

  it('takes all cases that fit when asked to, each port once', async () => {
    const more = [...cases.slice(0, 3), { port: 'low', equals: 7 }];
    assert.deepEqual(await runBlock('control/switch', { value: 7, cases: more, mode: 'all' }), {
      directive: 'take',
      ports: ['exact', 'low'],
      outputs: { value: 7, matched: ['exact', 'low'] },
    });
  });

  it('takes the default port when no case fits', async () => {
    assert.deepEqual(await runBlock('control/switch', { value: -1, cases: cases.slice(0, 3) }), {
      directive: 'take',
      ports: ['default'],
      outputs: { value: -1, matched: [] },
    });
  });

  it('needs no value when cases have conditions of their own', async () => {
    assert.deepEqual(
      await take({
        cases: [
          { port: 'a', condition: 0 },
          { port: 'b', condition: 'x' },
        ],
      }),
      ['b'],
    );
  });

  it('accepts any port an edge names, because the cases name them', () => {
    const block = loadBuiltIn('control/switch');
    assert.equal(block.hasPort('default'), true);
    assert.equal(block.hasPort('anything'), true);
    assert.equal(loadBuiltIn('control/if').hasPort('anything'), false);
  });

  it('refuses faulty cases even behind one that fits', async () => {
    const isInvalid = (error: unknown) => error instanceof AppError && error.code === 'input-invalid';
    const faulty = [
      1,
      { equals: 1 },
      { port: '', equals: 1 },
      { port: 'a' },
      { port: 'a', equals: 1, in: [1] },
      { port: 'a', equal: 1 },
    ];
    for (const one of faulty) await assert.rejects(take({ value: 7, cases: [...cases, one] }), isInvalid);
    await assert.rejects(take({ value: 7, cases: [] }), isInvalid);
    await assert.rejects(take({ value: 7, cases: [{ port: 'a', range: 5 }] }), isInvalid);
    await assert.rejects(take({ value: 7, cases: [{ port: 'a', in: 'abc' }] }), isInvalid);
    await assert.rejects(take({ cases }), isInvalid);
  });
});
