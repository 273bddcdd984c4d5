import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStatuses } from './status-range.ts';

test('statuses are read as numbers, ranges and classes', () => {
  const isOk = parseStatuses('200-204, 304,4xx');
  assert.deepEqual([199, 200, 204, 205, 304, 399, 404, 500].filter(isOk), [200, 204, 304, 404]);
  for (const text of ['', 'abc', '299-200', '20', '200-', '600', '2xx-3xx'])
    assert.throws(() => parseStatuses(text), { code: 'input-invalid' }, text);
});
