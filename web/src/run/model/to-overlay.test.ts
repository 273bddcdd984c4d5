// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import { toEdgeKey } from '#web/canvas/model/edge-key.ts';
import { countSteps } from './step-view.ts';
import { type EventSketch, toJournal, toWorkflow, viewOf } from './testing/events.ts';
import { stepsInside, toOverlay } from './to-overlay.ts';

const BLOCKS = new Map([
  ['data.set', { ports: ['out'] }],
  ['control.if', { ports: ['true', 'false'] }],
]);
const ERROR = { code: 'input-invalid', message: 'No.' } as const;

function overlayOf(workflow: Workflow, script: readonly EventSketch[], now = 2_000) {
  const view = viewOf(toJournal(script), workflow);
  return toOverlay({ workflow, steps: view.steps, blocks: BLOCKS, isOver: view.finishedAt !== undefined, now });
}

const started = (path: string): EventSketch => ({ type: 'step-started', path, attempt: 1 });
const succeeded = (path: string, ports?: string[]): EventSketch => ({
  type: 'step-succeeded',
  path,
  output: {},
  ...(ports === undefined ? {} : { ports }),
});

const BRANCH = toWorkflow(
  [
    { id: 'check', process: { block: 'control.if' } },
    { id: 'yes' },
    { id: 'no' },
    { id: 'after', process: { block: 'data.set', join: 'any' } },
  ],
  [
    { from: 'check', to: 'yes', port: 'true' },
    { from: 'check', to: 'no', port: 'false' },
    { from: 'yes', to: 'after' },
    { from: 'no', to: 'after' },
  ],
);

describe('toOverlay', () => {
  it('lights the edges taken and lets the dead path fade, step by step', () => {
    const overlay = overlayOf(BRANCH, [started('check'), succeeded('check', ['true']), started('yes')]);
    expect(overlay.edges.get(toEdgeKey({ from: 'check', to: 'yes', port: 'true' }))?.state).toBe('active');
    expect(overlay.edges.get(toEdgeKey({ from: 'check', to: 'no', port: 'false' }))?.state).toBe('dead');
    expect(overlay.edges.get(toEdgeKey({ from: 'no', to: 'after' }))?.state).toBe('dead');
    expect(overlay.edges.has(toEdgeKey({ from: 'yes', to: 'after' }))).toBe(false);
    expect(overlay.steps.get('no')).toEqual({ status: 'skipped' });
    expect(overlay.steps.get('yes')?.status).toBe('running');
    expect(overlay.steps.has('after')).toBe(false);
  });

  it('takes the default port where the journal names none', () => {
    const overlay = overlayOf(BRANCH, [started('check'), succeeded('check')]);
    expect(overlay.edges.get(toEdgeKey({ from: 'check', to: 'yes', port: 'true' }))?.state).toBe('taken');
  });

  it('passes through a disabled step', () => {
    const workflow = toWorkflow(
      [{ id: 'a' }, { id: 'off', process: { block: 'data.set', disabled: true } }, { id: 'b' }],
      [
        { from: 'a', to: 'off' },
        { from: 'off', to: 'b' },
      ],
    );
    const before = overlayOf(workflow, [started('a')]);
    expect(before.steps.has('off')).toBe(false);
    const overlay = overlayOf(workflow, [started('a'), succeeded('a'), started('b')]);
    expect(overlay.steps.get('off')).toEqual({ status: 'skipped' });
    expect(overlay.edges.get(toEdgeKey({ from: 'off', to: 'b' }))?.state).toBe('active');
  });

  it('goes by the error port of a step that failed for good', () => {
    const workflow = toWorkflow(
      [{ id: 'a', process: { block: 'data.set', onError: 'branch' } }, { id: 'ok' }, { id: 'bad' }],
      [
        { from: 'a', to: 'ok' },
        { from: 'a', to: 'bad', port: 'error' },
      ],
    );
    const overlay = overlayOf(workflow, [
      started('a'),
      { type: 'step-failed', path: 'a', attempt: 1, error: ERROR, jitter: 0 },
    ]);
    expect(overlay.steps.get('a')?.status).toBe('failed');
    expect(overlay.edges.get(toEdgeKey({ from: 'a', to: 'bad', port: 'error' }))?.state).toBe('taken');
    expect(overlay.edges.get(toEdgeKey({ from: 'a', to: 'ok' }))?.state).toBe('dead');
  });

  it('shows what a failed run never reached as skipped', () => {
    const workflow = toWorkflow([{ id: 'a' }, { id: 'b' }], [{ from: 'a', to: 'b' }]);
    const overlay = overlayOf(workflow, [
      started('a'),
      { type: 'step-failed', path: 'a', attempt: 1, error: ERROR, jitter: 0 },
      { type: 'run-finished', status: 'failed', error: ERROR },
    ]);
    expect(overlay.steps.get('b')?.status).toBe('skipped');
  });

  it('tells how far a loop is, and counts its steps and edges', () => {
    const workflow = toWorkflow([
      {
        id: 'each',
        body: {
          steps: [
            { id: 'x', process: { block: 'data.set' } },
            { id: 'y', process: { block: 'data.set' } },
          ],
          edges: [{ from: 'x', to: 'y' }],
        },
      },
    ]);
    const script: EventSketch[] = [
      started('each'),
      { type: 'loop-started', path: 'each', count: 4, concurrency: 1, onItemError: 'fail', collect: true },
    ];
    for (const index of [0, 1]) {
      for (const id of ['x', 'y']) script.push(started(`each[${index}].${id}`), succeeded(`each[${index}].${id}`));
      script.push({ type: 'iteration-finished', path: 'each', index });
    }
    const overlay = overlayOf(workflow, script);
    expect(overlay.steps.get('each')).toMatchObject({
      status: 'running',
      progress: 0.5,
      label: expect.stringContaining('2 of 4'),
    });
    expect(overlay.steps.get('x')?.label).toContain('2 times');
    expect(overlay.edges.get(toEdgeKey({ from: 'x', to: 'y' }))).toEqual({ state: 'taken', count: 2 });
    expect(stepsInside(workflow, 'each')).toEqual(new Set(['x', 'y']));
  });

  it('shows how the loop is where its steps were not counted from the beginning', () => {
    const workflow = toWorkflow([
      { id: 'each', body: { steps: [{ id: 'x', process: { block: 'data.set' } }], edges: [] } },
    ]);
    const view = viewOf(toJournal([started('each'), succeeded('each'), { type: 'run-finished', status: 'succeeded' }]));
    const facts = { workflow, steps: view.steps, blocks: BLOCKS, isOver: true, now: 2_000 };
    expect(toOverlay({ ...facts, isPartial: true }).steps.get('x')).toEqual({ status: 'succeeded' });
    expect(toOverlay(facts).steps.get('x')).toEqual({ status: 'skipped' });
  });

  it('answers the same marks for what did not change', () => {
    const view = viewOf(toJournal([started('check'), succeeded('check', ['true']), started('yes')]), BRANCH);
    const facts = { workflow: BRANCH, steps: view.steps, blocks: BLOCKS, isOver: false };
    const first = toOverlay({ ...facts, now: 2_000 });
    const second = toOverlay({ ...facts, now: 9_000 }, first);
    expect(second.steps.get('check')).toBe(first.steps.get('check'));
    expect(second.steps.get('yes')).not.toBe(first.steps.get('yes'));
    expect(second.edges.get('check:true>yes')).toBe(first.edges.get('check:true>yes'));
  });

  it('stays quick with 5,000 steps in a row', () => {
    const ids = Array.from({ length: 5_000 }, (_, index) => `s${index}`);
    const workflow = toWorkflow(
      ids.map((id) => ({ id })),
      ids.slice(1).map((to, index) => ({ from: `s${index}`, to })),
    );
    const view = viewOf(toJournal(ids.slice(0, 4_000).flatMap((id) => [started(id), succeeded(id)])), workflow);
    const begin = performance.now();
    const overlay = toOverlay({ workflow, steps: view.steps, blocks: BLOCKS, isOver: false, now: 2_000 });
    expect(performance.now() - begin).toBeLessThan(500);
    expect(overlay.steps.size).toBe(4_000);
  });

  it('draws one iteration from its own instances', () => {
    const view = viewOf(toJournal([started('check'), succeeded('check', ['false'])]), BRANCH);
    const steps = countSteps(view.instances.values());
    expect(steps).toEqual(new Map([...view.steps].map(([id, step]) => [id, step])));
  });
});
