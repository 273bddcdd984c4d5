import { describe, expect, it } from 'vitest';
import type { StepSummary } from '#web/api/shapes.ts';
import { alignSteps, compareData, toDifferenceOverlay } from './compare-runs.ts';
import { toWorkflow } from './testing/events.ts';

const step = (path: string, more: Partial<StepSummary> = {}): StepSummary => ({
  path,
  stepId: path,
  status: 'succeeded',
  attempts: 1,
  startedAt: 0,
  endedAt: 100,
  ...more,
});

describe('alignSteps', () => {
  it('puts steps side by side, those of one run alone where they ran', () => {
    const rows = alignSteps([step('a'), step('b'), step('z')], [step('a'), step('c'), step('z'), step('y')]);
    expect(rows.map(({ path }) => path)).toEqual(['a', 'b', 'c', 'z', 'y']);
    expect(rows.map(({ differs }) => differs)).toEqual([false, true, true, false, true]);
  });

  it('loses no step, whatever the order', () => {
    const rows = alignSteps([step('a'), step('b'), step('c')], [step('c'), step('b'), step('a'), step('d')]);
    expect(rows.map(({ path }) => path).sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('measures how much longer the second took', () => {
    const [row] = alignSteps([step('a')], [step('a', { endedAt: 350 })]);
    expect(row).toMatchObject({ deltaMs: 250, differs: false });
    expect(alignSteps([step('a')], [step('a', { status: 'running', endedAt: undefined } as never)])[0]).toMatchObject({
      deltaMs: undefined,
      differs: true,
    });
  });

  it('sees another port as a difference', () => {
    expect(alignSteps([step('a', { ports: ['true'] })], [step('a', { ports: ['false'] })])[0]?.differs).toBe(true);
  });
});

describe('compareData', () => {
  it('takes data one run does not have as all difference', () => {
    const detail = { ...step('a'), seq: 1, input: { x: 1 }, output: 2 };
    expect(compareData(detail, undefined).input).toEqual([{ path: '', kind: 'removed', before: { x: 1 } }]);
    expect(compareData(detail, detail)).toEqual({ input: [], output: [], error: [] });
  });
});

describe('toDifferenceOverlay', () => {
  it('marks what differs, in status and in data', () => {
    const rows = alignSteps([step('a'), step('b'), step('gone')], [step('a'), step('b'), step('new')]);
    const overlay = toDifferenceOverlay(
      toWorkflow([{ id: 'a' }, { id: 'b' }, { id: 'new' }]),
      rows,
      new Set(['b']),
      () => 'x',
    );
    expect([...overlay.steps].map(([id, mark]) => [id, mark.change])).toEqual([
      ['a', undefined],
      ['b', 'changed'],
      ['gone', 'removed'],
      ['new', 'added'],
    ]);
  });
});
