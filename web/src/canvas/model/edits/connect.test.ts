import { describe, expect, it } from 'vitest';
import { findStep } from '../find-step.ts';
import { toStart } from '../testing/random-edit.ts';
import { canConnect, connect, reconnect } from './connect.ts';
import { disconnect } from './disconnect.ts';

describe('connecting', () => {
  it('refuses with a reason what cannot be', () => {
    const start = toStart();
    const code = (from: string, to: string, port?: string) => {
      const answer = canConnect(start, { from, to, port });
      return answer.ok ? 'ok' : answer.code;
    };
    expect(code('a', 'a')).toBe('self');
    expect(code('a', 'in_a')).toBe('scope');
    expect(code('a', 'b')).toBe('duplicate');
    expect(code('z', 'a')).toBe('cycle');
    expect(code('a', 'missing')).toBe('missing');
    expect(code('b', 'z', 'false')).toBe('ok');
    expect(code('a', 'z')).toBe('ok');
    expect(connect({ from: 'z', to: 'a' })(start)).toBe(start);
  });

  it('moves an end of an edge, never into a circle', () => {
    const start = toStart();
    expect(reconnect('each:>z', { from: 'b', port: 'false', to: 'z' })(start).edges[2]).toEqual({
      from: 'b',
      port: 'false',
      to: 'z',
    });
    expect(reconnect('a:>b', { from: 'z', to: 'b' })(start)).toBe(start);
    // Turning an edge round is no circle: it is not there any more.
    expect(reconnect('each:>z', { from: 'z', to: 'each' })(start).edges[2]).toEqual({ from: 'z', to: 'each' });
  });

  it('takes edges away in any body', () => {
    const cut = disconnect(['a:>b', 'in_a:>in_b', 'no:>edge'])(toStart());
    expect(cut.edges).toHaveLength(2);
    expect(findStep(cut, 'each')?.step.body?.edges).toEqual([]);
  });
});
