import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hideSecrets } from './hide-secrets.ts';

test('secrets are hidden plain and as addresses carry them', () => {
  assert.equal(hideSecrets('a?k=s+1%2F&x=s 1/', { key: 's 1/' }), 'a?k=[key]&x=[key]');
  assert.equal(hideSecrets('abc ab', { short: 'ab', long: 'abc', none: '' }), '[long] [short]');
});
