import { describe, expect, it } from 'vitest';
import { computeGeometry } from '../geometry.ts';
import { assertSound } from '../testing/assert-sound.ts';
import { toStart } from '../testing/random-edit.ts';
import { toLoop, toStep, toWorkflow } from '../testing/sample.ts';
import { groupSteps } from './groups.ts';
import { unwrap } from './unwrap.ts';
import { canWrap, wrapInLoop } from './wrap-in-loop.ts';

const three = toWorkflow(
  [toStep('a'), toStep('b', { position: { x: 400, y: 30 } }), toStep('c', { position: { x: 1000, y: 90 } })],
  [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
  ],
);

describe('loops around steps', () => {
  it('wraps steps where they stand, edges led round', () => {
    const wrapped = wrapInLoop(['b'], { id: 'loop', block: 'control.for_each' })(three);
    expect(wrapped.steps.map(({ id }) => id)).toEqual(['a', 'loop', 'c']);
    expect(wrapped.edges).toEqual([
      { from: 'a', to: 'loop' },
      { from: 'loop', to: 'c' },
    ]);
    expect(computeGeometry(wrapped).steps.get('b')).toEqual(computeGeometry(three).steps.get('b'));
    assertSound(wrapped);
  });

  it('comes back when unwrapped', () => {
    const wrapped = wrapInLoop(['a', 'b'], { id: 'loop', block: 'control.for_each' })(three);
    const back = unwrap('loop')(wrapped);
    expect(back.steps).toEqual(three.steps);
    expect(back.edges.toSorted((x, y) => (x.from < y.from ? -1 : 1))).toEqual(three.edges);
  });

  it('refuses a way that leaves and comes back, and steps of different bodies', () => {
    expect(canWrap(three, ['a', 'c'])).toMatchObject({ ok: false, message: expect.stringContaining('Select b too') });
    expect(canWrap(toStart(), ['a', 'in_a'])).toMatchObject({ ok: false });
    expect(canWrap(three, [])).toMatchObject({ ok: false });
    expect(wrapInLoop(['a', 'c'], { id: 'loop', block: 'x.y' })(three)).toBe(three);
  });

  it('takes the place of its steps in groups, unless all of a group goes in', () => {
    const wrapped = wrapInLoop(['b'], { id: 'loop', block: 'control.for_each' })(toStart());
    expect(wrapped.groups?.[0]?.steps).toEqual(['a', 'loop']);
    const both = wrapInLoop(['a', 'b'], { id: 'loop', block: 'control.for_each' })(toStart());
    expect(both.groups?.[0]?.steps).toEqual(['a', 'b']);
  });

  it('keeps groups sound when a loop goes', () => {
    const grouped = groupSteps({ id: 'g', name: 'G', steps: ['each'] })(toStart());
    const freed = unwrap('each')(grouped);
    expect(freed.groups?.find(({ id }) => id === 'g')?.steps).toEqual(['in_a', 'in_b']);
    assertSound(freed);
    const empty = unwrap('l')(
      toWorkflow(
        [toStep('a'), toLoop('l', []), toStep('b')],
        [
          { from: 'a', to: 'l' },
          { from: 'l', to: 'b' },
        ],
      ),
    );
    expect(empty.edges).toEqual([{ from: 'a', to: 'b' }]);
  });
});
