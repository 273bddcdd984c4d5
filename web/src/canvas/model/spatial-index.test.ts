import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import { listCurves } from './anchors.ts';
import { move } from './edits/move.ts';
import { computeGeometry } from './geometry.ts';
import { createSpatialIndex } from './spatial-index.ts';
import { choices, editAtRandom, toStart } from './testing/random-edit.ts';
import { toLoop, toStep, toWorkflow } from './testing/sample.ts';

describe('spatial index', () => {
  it('finds what touches a rectangle, as looking at everything does, after any edits', () => {
    fc.assert(
      fc.property(
        fc.array(choices, { maxLength: 15 }),
        fc.integer({ min: -2000, max: 3000 }),
        fc.integer({ min: -2000, max: 3000 }),
        fc.nat(3000),
        (made, x, y, side) => {
          const index = createSpatialIndex();
          let workflow = toStart();
          for (const choice of made) {
            workflow = editAtRandom(workflow, [choice]);
            const geometry = computeGeometry(workflow);
            const curves = listCurves(workflow, geometry);
            index.sync(geometry, curves);
            const rectangle = { x, y, width: side, height: side };
            const expected = [...geometry.steps].flatMap(([id, box]) =>
              box.x <= x + side && x <= box.x + box.width && box.y <= y + side && y <= box.y + box.height ? [id] : [],
            );
            const found = index.query(rectangle).flatMap(({ kind, id }) => (kind === 'step' ? [id] : []));
            expect(found.toSorted()).toEqual(expected.toSorted());
            expect(index.size()).toBe(geometry.steps.size + geometry.notes.size + geometry.groups.size + curves.size);
          }
        },
      ),
    );
  });

  it('finds what moved where it is, and no longer where it was', () => {
    const index = createSpatialIndex();
    const show = (workflow: Workflow) => {
      const geometry = computeGeometry(workflow);
      index.sync(geometry, listCurves(workflow, geometry));
    };
    const start = toWorkflow([toStep('a'), toStep('b', { position: { x: 0, y: 400 } })], [{ from: 'a', to: 'b' }]);
    show(start);
    show(move({ steps: new Set(['a']) }, { x: 5_000, y: 5_000 })(start));
    expect(index.hitTest({ x: 10, y: 10 })).toBeUndefined();
    expect(index.hitTest({ x: 5_010, y: 5_010 })).toEqual({ kind: 'step', id: 'a' });
    expect(index.query({ x: 0, y: 0, width: 100, height: 100 })).toEqual([]);
  });

  it('hits what is on top, and the nearest edge', () => {
    const workflow = toStart();
    const geometry = computeGeometry(workflow);
    const index = createSpatialIndex();
    index.sync(geometry, listCurves(workflow, geometry));
    expect(index.hitTest({ x: 710, y: 90 })).toEqual({ kind: 'step', id: 'in_b' });
    expect(index.hitTest({ x: 680, y: 10 })).toEqual({ kind: 'step', id: 'each' });
    expect(index.hitTest({ x: 290, y: 80 })).toEqual({ kind: 'group', id: 'group_1' });
    expect(index.hitTest({ x: 5000, y: 5000 })).toBeUndefined();
    expect(index.nearestEdge({ x: 290, y: 40 }, 10)).toBe('a:>b');
    expect(index.nearestEdge({ x: 290, y: 400 }, 10)).toBeUndefined();
  });

  it('holds boxes over very many cells without a cell for each', () => {
    const index = createSpatialIndex();
    const far = toWorkflow(
      [
        toStep('a'),
        toStep('b', { position: { x: 9_000_000, y: 9_000_000 } }),
        toLoop('l', [toStep('c', { position: { x: 9e6, y: 9e6 } })]),
      ],
      [{ from: 'a', to: 'b' }],
    );
    const geometry = computeGeometry(far);
    index.sync(geometry, listCurves(far, geometry));
    expect(index.query({ x: 4e6, y: 4e6, width: 10, height: 10 }).map(({ id }) => id)).toContain('l');
    expect(index.query({ x: -1e9, y: -1e9, width: 2e9, height: 2e9 })).toHaveLength(5);
  });
});
