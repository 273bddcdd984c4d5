import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyse } from './analyse.ts';

describe('the analysis of a template', () => {
  it('lists what every expression reads, and where it stands', () => {
    const { references, computed, dynamic, secrets, problems } = analyse({
      a: ['{{ x.y }}', 'no'],
      b: 'to {{ z }} {{ secrets.KEY }}',
    });
    assert.deepEqual(references, [
      { root: 'x', path: ['y'], pointer: '/a/0', expression: 'x.y' },
      { root: 'z', path: [], pointer: '/b', expression: 'z' },
    ]);
    assert.deepEqual([...computed], ['/a/0', '/b']);
    assert.deepEqual(secrets, ['KEY']);
    assert.equal(dynamic, false);
    assert.deepEqual(problems, []);
  });

  it('reports every text that is wrong, and still reads the others', () => {
    const { references, problems } = analyse({
      a: 'text {{ 1 + }}',
      'b/c': '{{ open',
      d: '{{ ok }}',
      e: '{{ ok["x"] }}',
    });
    assert.deepEqual(
      problems.map(({ severity, pointer }) => [severity, pointer]),
      [
        ['error', '/a'],
        ['error', '/b~1c'],
        ['warning', '/e'],
      ],
    );
    assert.ok((problems[0]?.offset ?? 0) >= 8);
    assert.deepEqual(
      references.map((reference) => reference.root),
      ['ok', 'ok'],
    );
  });

  it('does not count escaped braces as an expression', () => {
    assert.deepEqual([...analyse('\\{{ x }}').computed], []);
  });
});
