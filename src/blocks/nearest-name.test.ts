import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findNearestName } from './nearest-name.ts';

describe('findNearestName', () => {
  const names = ['condition', 'conditions', 'combine', 'data'];

  it('finds the name a misspelt one means', () => {
    assert.equal(findNearestName('conditon', names), 'condition');
    assert.equal(findNearestName('Data', names), 'data');
    assert.equal(findNearestName('conbine', names), 'combine');
  });

  it('finds nothing when no name is near', () => {
    assert.equal(findNearestName('url', names), undefined);
    assert.equal(findNearestName('x'.repeat(10_000), names), undefined);
    assert.equal(findNearestName('', []), undefined);
  });
});
