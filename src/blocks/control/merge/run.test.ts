import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import { runBlock } from '../../testing/run-block.ts';

async function merge(inputs: JsonObject): Promise<unknown> {
  const answer = await runBlock('control/merge', inputs);
  return 'result' in answer ? answer.result : answer;
}

describe('control.merge', () => {
  it('passes values on, or null when there are none', async () => {
    assert.deepEqual(await merge({ values: { a: 1 } }), { a: 1 });
    assert.equal(await merge({}), null);
  });

  it('picks the first that is not null', async () => {
    assert.equal(await merge({ mode: 'first', values: [null, 0, 1] }), 0);
    assert.equal(await merge({ mode: 'first', values: { a: null, b: 'x' } }), 'x');
    assert.equal(await merge({ mode: 'first', values: [null] }), null);
  });

  it('appends lists and single values, leaving null out', async () => {
    assert.deepEqual(await merge({ mode: 'append', values: [[1, 2], null, 3, [[4]]] }), [1, 2, 3, [4]]);
  });

  it('joins objects, the later one winning', async () => {
    assert.deepEqual(await merge({ mode: 'object', values: [{ a: 1, b: 1 }, null, { b: 2 }] }), { a: 1, b: 2 });
    await assert.rejects(merge({ mode: 'object', values: [{}, 5] }), AppError);
  });

  it('cannot be used to reach the prototype of objects', async () => {
    const merged = await merge({ mode: 'object', values: [JSON.parse('{"__proto__": {"polluted": true}}')] });
    assert.deepEqual(Object.keys(merged ?? {}), ['__proto__']);
    assert.equal(Object.getPrototypeOf(merged), Object.prototype);
    assert.equal('polluted' in {}, false);
  });

  it('zips lists to the longest or the shortest', async () => {
    const values = { id: [1, 2], name: ['a'] };
    assert.deepEqual(await merge({ mode: 'zip', values }), [
      { id: 1, name: 'a' },
      { id: 2, name: null },
    ]);
    assert.deepEqual(await merge({ mode: 'zip', values, length: 'shortest' }), [{ id: 1, name: 'a' }]);
    assert.deepEqual(
      await merge({
        mode: 'zip',
        values: [
          [1, 2],
          ['a', 'b'],
        ],
      }),
      [
        [1, 'a'],
        [2, 'b'],
      ],
    );
    assert.deepEqual(await merge({ mode: 'zip', values: [] }), []);
    await assert.rejects(merge({ mode: 'zip', values: [[1], 'a'] }), AppError);
  });

  it('refuses to merge what is no list or object of values', async () => {
    for (const mode of ['first', 'append', 'object', 'zip']) {
      await assert.rejects(merge({ mode }), (error) => error instanceof AppError && error.code === 'input-invalid');
      await assert.rejects(merge({ mode, values: 'x' }), AppError);
    }
  });
});
