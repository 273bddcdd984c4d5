import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { scanJson, toPosition } from './json-position.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('scanJson', () => {
  it('accepts every JSON text', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (text, indent) => {
        const formatted = JSON.stringify(JSON.parse(text), null, indent);
        assert.equal(scanJson(formatted).error, undefined);
      }),
    );
  });

  it('agrees with JSON.parse about damaged text', () => {
    const cut = fc.record({
      text: fc.json(),
      from: fc.nat(),
      count: fc.nat(3),
      put: fc.constantFrom('', ',', '}', ']', '"', ':', 'x', '0', '\\', '\n', '\u007f'),
    });
    fc.assert(
      fc.property(cut, ({ text, from, count, put }) => {
        const start = from % (text.length + 1);
        const damaged = text.slice(0, start) + put + text.slice(start + count);
        assert.equal(scanJson(damaged).error === undefined, isJson(damaged), damaged);
      }),
      { numRuns: 500 },
    );
  });

  it('says where and why text is no JSON', () => {
    const text = '{\n  "a": 1,\n  "b": oops\n}';
    const { error } = scanJson(text);
    assert.equal(error?.reason, 'a value is expected');
    assert.deepEqual(toPosition(text, error.offset), { line: 3, column: 8 });
    assert.equal(scanJson('{"a":1,}').error?.reason, 'a key in double quotes is expected');
    assert.equal(scanJson('[1 2]').error?.reason, 'a comma or ] is expected');
    assert.equal(scanJson('{"a').error?.reason, 'this text is not closed');
    assert.match(scanJson('["a\nb"]').error?.reason ?? '', /line break/);
    assert.equal(scanJson('["\\x"]').error?.offset, 2);
    assert.equal(scanJson('').error?.reason, 'a value is expected');
  });

  it('finds the value at a path, or its nearest ancestor', () => {
    const text = '{\n "inputs": [\n  { "id": "a" },\n  { "id": "b", "type": "colour" }\n ]\n}';
    assert.deepEqual(toPosition(text, scanJson(text, ['inputs', 1, 'type']).offset), { line: 4, column: 16 });
    assert.deepEqual(toPosition(text, scanJson(text, ['inputs', 1, 'label']).offset), { line: 4, column: 3 });
    assert.deepEqual(toPosition(text, scanJson(text, ['execution']).offset), { line: 1, column: 1 });
  });

  it('refuses hostile nesting without exhausting the stack', () => {
    assert.match(scanJson('['.repeat(200_000)).error?.reason ?? '', /deeper than 500/);
  });
});
