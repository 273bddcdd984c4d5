import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import jsonata from 'jsonata';
import { isTruthy } from './truthiness.ts';

describe('isTruthy', () => {
  it('agrees with $boolean of JSONata on everything but the text "false"', async () => {
    const boolean = jsonata('$boolean(value)');
    const values = fc.jsonValue({ maxDepth: 2 }).filter((value) => !/false/i.test(JSON.stringify(value)));
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        // JSONata sees a list of one as its item, and nothing at all in an empty list.
        const wanted = await boolean.evaluate({ value });
        assert.equal(isTruthy(JSON.parse(JSON.stringify(value))), wanted ?? false);
      }),
    );
  });

  it('takes the texts true and false by their meaning', () => {
    assert.equal(isTruthy('false'), false);
    assert.equal(isTruthy(' FALSE '), false);
    assert.equal(isTruthy('true'), true);
    assert.equal(isTruthy('no'), true);
    assert.equal(isTruthy(undefined), false);
  });
});
