import { describe, expect, it } from 'vitest';
import { hasStep } from '../find-step.ts';
import { toStart } from '../testing/random-edit.ts';
import { toStep, toWorkflow } from '../testing/sample.ts';
import { remove } from './remove.ts';

describe('removing', () => {
  it('takes edges, groups and all that is inside along', () => {
    const removed = remove({ steps: new Set(['a', 'each']) })(toStart());
    expect(removed.steps.map(({ id }) => id)).toEqual(['b', 'z']);
    expect(removed.edges).toEqual([]);
    expect(removed.groups).toEqual([{ id: 'group_1', name: 'Both', steps: ['b'] }]);
    expect(hasStep(removed, 'in_a')).toBe(false);
    expect('groups' in remove({ steps: new Set(['a', 'b']) })(toStart())).toBe(false);
  });

  it('heals what came before and after, ports kept, ways for errors not', () => {
    const healed = remove({ steps: new Set(['each']) }, { reconnect: true })(toStart());
    expect(healed.edges).toContainEqual({ from: 'b', port: 'true', to: 'z' });
    const chain = toWorkflow(
      [toStep('a'), toStep('b'), toStep('c')],
      [
        { from: 'a', to: 'b' },
        { from: 'b', port: 'error', to: 'c' },
      ],
    );
    expect(remove({ steps: new Set(['b']) }, { reconnect: true })(chain).edges).toEqual([]);
  });

  it('heals over several steps in a row', () => {
    const healed = remove({ steps: new Set(['b', 'each']) }, { reconnect: true })(toStart());
    expect(healed.edges).toEqual([{ from: 'a', to: 'z' }]);
  });

  it('answers the same document when there is nothing to remove', () => {
    const start = toStart();
    expect(remove({ steps: new Set(['missing']), edges: new Set(['a:>z']), notes: new Set(['no']) })(start)).toBe(
      start,
    );
  });
});
