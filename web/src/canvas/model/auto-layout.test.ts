import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeLayout, lacksPositions } from './auto-layout.ts';
import { overlaps } from './boxes.ts';
import { applyPositions } from './edits/layout.ts';
import { findStep, listScopes, listSteps } from './find-step.ts';
import { computeGeometry } from './geometry.ts';
import { choices, editAtRandom, toStart } from './testing/random-edit.ts';
import { toLargeWorkflow, toLoop, toStep, toWorkflow } from './testing/sample.ts';

describe('auto-layout', () => {
  it('puts what follows to the right, and nothing on top of anything in the same body', () => {
    fc.assert(
      fc.property(fc.array(choices, { maxLength: 20 }), (made) => {
        const { groups: _, ...workflow } = editAtRandom(toStart(), made);
        const laid = applyPositions(computeLayout(workflow))(workflow);
        const { steps } = computeGeometry(laid);
        for (const scope of listScopes(laid)) {
          const boxes = scope.steps.flatMap(({ id }) => steps.get(id) ?? []);
          for (const [at, box] of boxes.entries())
            for (const other of boxes.slice(at + 1)) expect(overlaps(box, other)).toBe(false);
          for (const { from, to } of scope.edges) {
            const [a, b] = [steps.get(from), steps.get(to)];
            if (a !== undefined && b !== undefined) expect(b.x).toBeGreaterThan(a.x);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is the same every time, and stays when done again', () => {
    const workflow = toStart();
    const first = computeLayout(workflow);
    expect(computeLayout(structuredClone(workflow))).toEqual(first);
    const laid = applyPositions(first)(workflow);
    expect(applyPositions(computeLayout(laid))(laid)).toBe(laid);
  });

  it('keeps the upper left corner, and notes beside their steps', () => {
    const workflow = toWorkflow(
      [toStep('a', { position: { x: 1000, y: 500 } }), toStep('b', { position: { x: 1000, y: 900 } })],
      [{ from: 'a', to: 'b' }],
      { notes: [{ id: 'n', text: '', position: { x: 1000, y: 1000 } }] },
    );
    const laid = applyPositions(computeLayout(workflow))(workflow);
    expect(findStep(laid, 'a')?.step.position).toEqual({ x: 1000, y: 500 });
    expect(findStep(laid, 'b')?.step.position).toEqual({ x: 1336, y: 500 });
    expect(laid.notes?.[0]?.position).toEqual({ x: 1336, y: 600 });
  });

  it('lays out one body alone', () => {
    const workflow = toWorkflow([toStep('a'), toLoop('l', [toStep('x'), toStep('y')], [{ from: 'x', to: 'y' }])]);
    const { steps } = computeLayout(workflow, { only: { scopeId: 'l' } });
    expect([...steps]).toEqual([
      ['x', { x: 0, y: 0 }],
      ['y', { x: 336, y: 0 }],
    ]);
    expect(computeLayout(workflow, { only: { scopeId: 'gone' } }).steps.size).toBe(0);
  });

  it('places very many steps without overlap in columns', () => {
    const workflow = toLargeWorkflow(2_000);
    const { steps } = computeLayout(workflow);
    expect(steps.size).toBe(listSteps(workflow).length);
    for (const { from, to } of workflow.edges)
      expect(steps.get(to)?.x).toBeGreaterThan(steps.get(from)?.x ?? Number.POSITIVE_INFINITY);
    const laid = computeGeometry(applyPositions({ steps })(workflow)).steps;
    const columns = Map.groupBy(
      workflow.steps.flatMap(({ id }) => laid.get(id) ?? []),
      ({ x }) => x,
    );
    for (const column of columns.values()) {
      const sorted = column.toSorted((a, b) => a.y - b.y);
      for (const [at, box] of sorted.entries()) {
        const next = sorted[at + 1];
        if (next !== undefined) expect(next.y).toBeGreaterThanOrEqual(box.y + box.height);
      }
    }
  });

  it('knows which documents need one', () => {
    const { position: _, ...bare } = toStep('x');
    expect(lacksPositions(toWorkflow([toStep('a')]))).toBe(false);
    expect(lacksPositions(toWorkflow([bare]))).toBe(true);
    expect(lacksPositions(toWorkflow([toLoop('l', [bare])]))).toBe(true);
    expect(computeLayout(toWorkflow([])).steps.size).toBe(0);
  });
});
