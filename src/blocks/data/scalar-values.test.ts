import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toNumber, toTimeMs } from './scalar-values.ts';

test('numbers and plain decimal text are numbers, anything else is not', () => {
  assert.deepEqual(['12', ' -0.5 ', '1e3', '.5', 7].map(toNumber), [12, -0.5, 1000, 0.5, 7]);
  for (const value of ['', ' ', '1,000', '0x10', '12 EUR', 'Infinity', 'NaN', '1e999', true, null, undefined, [], {}]) {
    assert.equal(toNumber(value), undefined, String(value));
  }
});

test('ISO and e-mail dates are instants, UTC when they name no zone', () => {
  assert.equal(toTimeMs('2024-01-02'), Date.UTC(2024, 0, 2));
  assert.equal(toTimeMs('2024-01-02 03:04'), Date.UTC(2024, 0, 2, 3, 4));
  assert.equal(toTimeMs('2024-01-02T03:04:05.678+01:00'), Date.UTC(2024, 0, 2, 2, 4, 5, 678));
  assert.equal(toTimeMs('Tue, 02 Jan 2024 03:04:05 GMT'), Date.UTC(2024, 0, 2, 3, 4, 5));
  for (const value of ['', '2024', '01/02/2024', 'tomorrow', '2024-13-01', null, true])
    assert.equal(toTimeMs(value), undefined, String(value));
});
