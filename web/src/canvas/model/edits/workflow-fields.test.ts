import { describe, expect, it } from 'vitest';
import { findStep } from '../find-step.ts';
import { toStart } from '../testing/random-edit.ts';
import { toLoop, toStep, toWorkflow } from '../testing/sample.ts';
import { placeMissing } from './place-missing.ts';
import { updateWorkflow } from './workflow-fields.ts';

const three = toWorkflow(
  [toStep('a'), toStep('b', { position: { x: 400, y: 30 } }), toStep('c', { position: { x: 1000, y: 90 } })],
  [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
  ],
);

describe('the workflow itself', () => {
  it('changes fields and keeps what it must have', () => {
    const changed = updateWorkflow(['settings', 'retry', 'maxAttempts'], 3)(three);
    expect(changed.settings).toEqual({ retry: { maxAttempts: 3 } });
    expect(updateWorkflow(['settings', 'retry', 'maxAttempts'], undefined)(changed)).toEqual(three);
    expect(updateWorkflow(['name'], ' ')(three)).toBe(three);
    expect(updateWorkflow(['inputs'], undefined)(toStart()).inputs).toEqual([]);
  });

  it('places steps that have no place, and only those', () => {
    const { position: _, ...a } = toStep('a');
    const { position: __, ...inner } = toStep('inner');
    const bare = toWorkflow([a, toStep('b', { position: { x: 5, y: 6 } }), toLoop('l', [inner])]);
    const placed = placeMissing()(bare);
    expect(placed.steps.every(({ position }) => position !== undefined)).toBe(true);
    expect(findStep(placed, 'b')?.step.position).toEqual({ x: 5, y: 6 });
    expect(findStep(placed, 'inner')?.step.position).toEqual({ x: 0, y: 0 });
    expect(placeMissing()(placed)).toBe(placed);
  });
});
