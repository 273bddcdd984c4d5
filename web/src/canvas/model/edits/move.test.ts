import { describe, expect, it } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import { findStep } from '../find-step.ts';
import { assertSound } from '../testing/assert-sound.ts';
import { toStart } from '../testing/random-edit.ts';
import { toLoop, toStep, toWorkflow } from '../testing/sample.ts';
import { move } from './move.ts';
import { moveToScope } from './move-to-scope.ts';

const at = { x: 8, y: 16 };

function stepOf(workflow: Workflow, id: string) {
  return findStep(workflow, id)?.step;
}

describe('moving', () => {
  it('moves steps, notes and the steps of groups, and what is inside a loop with it', () => {
    const moved = move(
      { steps: new Set(['each', 'in_a']), notes: new Set(['note_1']), groups: new Set(['group_1']) },
      { x: 10, y: 20 },
    )(toStart());
    expect(stepOf(moved, 'a')?.position).toEqual({ x: 10, y: 20 });
    expect(stepOf(moved, 'each')?.position).toEqual({ x: 682, y: 20 });
    expect(stepOf(moved, 'in_a')?.position).toEqual({ x: 0, y: 0 });
    expect(moved.notes?.[0]?.position).toEqual({ x: 10, y: 320 });
    expect(moved.edges).toEqual(toStart().edges);
  });

  it('moves a step without a position from where it is shown', () => {
    const { position: _, ...bare } = toStep('b');
    const workflow = toWorkflow([toStep('a'), bare], [{ from: 'a', to: 'b' }]);
    expect(stepOf(move({ steps: new Set(['b']) }, { x: 4, y: 0 })(workflow), 'b')?.position).toEqual({
      x: 340,
      y: 144,
    });
  });

  it('puts steps into a loop and out again, with the edges between them, where they are', () => {
    const start = toWorkflow(
      [toStep('a'), toStep('b'), toLoop('each', [], [], { position: at })],
      [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'each' },
      ],
    );
    const inside = moveToScope(['a', 'b'], 'each')(start);
    expect(findStep(inside, 'a')).toMatchObject({ scopeId: 'each', step: { position: { x: -40, y: -96 } } });
    expect(stepOf(inside, 'each')?.body?.edges).toEqual([{ from: 'a', to: 'b' }]);
    expect(inside.edges).toEqual([]);
    const out = moveToScope(['a', 'b'], undefined)(inside);
    expect(out.edges).toEqual([{ from: 'a', to: 'b' }]);
    expect(stepOf(out, 'a')?.position).toEqual({ x: 0, y: 0 });
    assertSound(inside);
  });

  it('puts no loop into itself, and nothing where there is no body', () => {
    const start = toWorkflow([toLoop('outer', [toLoop('inner', [])]), toStep('a')]);
    expect(moveToScope(['outer'], 'inner')(start)).toBe(start);
    expect(moveToScope(['outer'], 'outer')(start)).toBe(start);
    expect(moveToScope(['outer'], 'a')(start)).toBe(start);
    expect(moveToScope(['a', 'inner'], 'outer')(start)).toBe(start);
  });
});
