import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listCurves } from './anchors.ts';
import { encloses } from './boxes.ts';
import { setCollapsed } from './edits/collapse.ts';
import { groupSteps, updateGroup } from './edits/groups.ts';
import { move } from './edits/move.ts';
import { updateStep } from './edits/update-step.ts';
import { boundsOfAll, computeGeometry, createGeometryReader, scopeOrigin } from './geometry.ts';
import { toBlocks } from './testing/blocks.ts';
import { choices, editAtRandom, toStart } from './testing/random-edit.ts';
import { toLargeWorkflow, toLoop, toStep, toWorkflow } from './testing/sample.ts';

const blocks = toBlocks();

describe('geometry', () => {
  it('draws frames around bodies and cards elsewhere', () => {
    const { steps, standIns } = computeGeometry(toStart());
    expect(steps.get('a')).toEqual({ x: 0, y: 0, width: 240, height: 72 });
    expect(steps.get('in_a')).toEqual({ x: 704, y: 80, width: 240, height: 72 });
    expect(steps.get('each')).toEqual({ x: 672, y: 0, width: 304, height: 184 });
    expect([...steps.keys()]).toEqual(['a', 'b', 'each', 'in_a', 'in_b', 'z']);
    expect(standIns.size).toBe(0);
  });

  it('folds a loop to a card that stands for all inside', () => {
    const { steps, standIns } = computeGeometry(setCollapsed(['each'], true)(toStart()));
    expect(steps.get('each')).toEqual({ x: 672, y: 0, width: 240, height: 96 });
    expect(steps.has('in_a')).toBe(false);
    expect(standIns.get('in_a')).toEqual({ kind: 'step', id: 'each' });
    expect(computeGeometry(toStart(), { collapsed: new Set(['each']) }).steps.has('in_b')).toBe(false);
  });

  it('folds a group to a card, with what is inside its loops', () => {
    const grouped = groupSteps({ id: 'g', name: 'G', steps: ['a', 'each'] })(toStart());
    const open = computeGeometry(grouped);
    expect(open.groups.get('g')).toEqual({ x: -24, y: -56, width: 976 + 48, height: 184 + 48 + 32 });
    const folded = computeGeometry(updateGroup('g', { collapsed: true })(grouped));
    expect(folded.steps.has('each') || folded.steps.has('in_a')).toBe(false);
    expect(folded.standIns.get('in_a')).toEqual({ kind: 'group', id: 'g' });
    expect(folded.groups.get('g')).toMatchObject({ width: 240, height: 72 });
  });

  it('keeps every box inside the frame around it', () => {
    fc.assert(
      fc.property(fc.array(choices, { maxLength: 20 }), (made) => {
        const workflow = editAtRandom(toStart(), made);
        const { steps } = computeGeometry({ ...workflow, groups: [] });
        const visit = (list: typeof workflow.steps) => {
          for (const step of list) {
            const frame = steps.get(step.id);
            for (const inner of step.body?.steps ?? []) {
              const box = steps.get(inner.id);
              if (frame !== undefined && box !== undefined) expect(encloses(frame, box)).toBe(true);
            }
            visit(step.body?.steps ?? []);
          }
        };
        visit(workflow.steps);
      }),
    );
  });

  it('grows cards with their ports', () => {
    const cases = Array.from({ length: 5 }, (_, at) => ({ port: `p${at}`, equals: at }));
    const workflow = toWorkflow([toStep('s', { process: { block: 'control.switch' }, input: { cases } })]);
    expect(computeGeometry(workflow, { blocks }).steps.get('s')?.height).toBe(168);
  });

  it('keeps boxes and curves that did not change as the same objects', () => {
    const before = toLargeWorkflow(300);
    const after = move({ steps: new Set(['step_5']) }, { x: 4, y: 0 })(before);
    const [one, two] = [computeGeometry(before), computeGeometry(after)];
    const changed = [...two.steps].filter(([id, box]) => one.steps.get(id) !== box).map(([id]) => id);
    expect(changed).toEqual(['step_5']);
    const [first, second] = [listCurves(before, one), listCurves(after, two)];
    expect([...second].filter(([key, curve]) => first.get(key) !== curve).map(([key]) => key)).toEqual([
      'step_4:>step_5',
      'step_5:>step_6',
      'step_5:>step_105',
    ]);
  });

  it('remembers the answer for the same document, and for one whose name alone changed', () => {
    const read = createGeometryReader();
    const start = toStart();
    expect(read(start)).toBe(read({ ...start, name: 'Other' }));
    expect(read(updateStep('a', ['name'], 'A')(start))).not.toBe(read(start));
  });

  it('knows where the inside of nested loops begins', () => {
    const workflow = toWorkflow([
      toLoop('o', [toLoop('i', [toStep('s')], [], { position: { x: 10, y: 20 } })], [], { position: { x: 1, y: 2 } }),
    ]);
    const origin = scopeOrigin(workflow, 'i');
    expect(origin).toEqual({ x: 1 + 32 + 10 + 32, y: 2 + 80 + 20 + 80 });
    expect(computeGeometry(workflow).steps.get('s')).toMatchObject(origin);
  });

  it('tells the bounds of everything, and of nothing', () => {
    expect(boundsOfAll(computeGeometry(toStart()))).toEqual({ x: -24, y: -56, width: 1464, height: 476 });
    expect(boundsOfAll(computeGeometry(toWorkflow([])))).toBeUndefined();
  });
});
