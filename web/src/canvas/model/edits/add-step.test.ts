import { describe, expect, it } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import { findStep } from '../find-step.ts';
import { assertSound } from '../testing/assert-sound.ts';
import { toStart } from '../testing/random-edit.ts';
import { addStep } from './add-step.ts';
import { canDropOnEdge, dropOnEdge, insertOnEdge } from './insert-on-edge.ts';

const SET = { id: 'data.set', ports: ['out'], container: false };

const IF = { id: 'control.if', ports: ['true', 'false'], container: false };

const at = { x: 8, y: 16 };

function stepOf(workflow: Workflow, id: string) {
  return findStep(workflow, id)?.step;
}

describe('adding steps', () => {
  it('puts a step after another, in the same body', () => {
    const added = addStep({ id: 'new', block: SET, position: at, scopeId: 'each', connect: { step: 'in_b' } })(
      toStart(),
    );
    expect(findStep(added, 'new')).toMatchObject({
      scopeId: 'each',
      step: { id: 'new', position: at, process: { block: 'data.set' } },
    });
    expect(stepOf(added, 'each')?.body?.edges).toContainEqual({ from: 'in_b', to: 'new' });
    assertSound(added);
  });

  it('gives a loop an empty body', () => {
    const added = addStep({ id: 'loop', block: { id: 'x.loop', ports: ['out'], container: true }, position: at })(
      toStart(),
    );
    expect(stepOf(added, 'loop')?.body).toEqual({ steps: [], edges: [] });
  });

  it('does nothing when the id is taken or the loop is gone', () => {
    const start = toStart();
    expect(addStep({ id: 'in_a', block: SET, position: at })(start)).toBe(start);
    expect(addStep({ id: 'new', block: SET, position: at, scopeId: 'missing' })(start)).toBe(start);
    expect(addStep({ id: 'new', block: SET, position: at, scopeId: 'a' })(start)).toBe(start);
  });

  it('splits an edge, keeps its port, names the new one, and makes room', () => {
    const inserted = insertOnEdge('b:true>each', { id: 'new', block: IF, position: at }, 100)(toStart());
    expect(inserted.edges).toEqual([
      { from: 'a', to: 'b' },
      { from: 'b', port: 'true', to: 'new' },
      { from: 'new', port: 'true', to: 'each' },
      { from: 'each', to: 'z' },
    ]);
    expect(stepOf(inserted, 'z')?.position).toEqual({ x: 1300, y: 40 });
    expect(stepOf(inserted, 'b')?.position).toEqual({ x: 336, y: 0 });
    expect(insertOnEdge('b:>each', { id: 'new', block: SET, position: at })(toStart())).toEqual(toStart());
  });

  it('drops a lone step on an edge, and no other', () => {
    const alone = addStep({ id: 'new', block: SET, position: at })(toStart());
    expect(dropOnEdge('a:>b', 'new')(alone).edges.slice(0, 2)).toEqual([
      { from: 'a', to: 'new' },
      { from: 'new', to: 'b' },
    ]);
    expect(canDropOnEdge(alone, 'a:>b', 'z')).toBe(false);
    expect(canDropOnEdge(alone, 'a:>b', 'in_a')).toBe(false);
  });
});
