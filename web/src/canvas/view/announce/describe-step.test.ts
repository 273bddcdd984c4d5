// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { toLoop, toStep, toWorkflow } from '../../model/testing/sample.ts';
import { toStore } from '../../testing/to-store.ts';
import { describeStep } from './describe-step.ts';

describe('a step in words', () => {
  it('tells name, block, effect, place, what follows and how it went', () => {
    const store = toStore(
      toWorkflow(
        [toStep('fetch', { name: 'Fetch orders', process: { block: 'network.http_request' } }), toStep('parse')],
        [{ from: 'fetch', to: 'parse' }],
      ),
    );
    store
      .getState()
      .setOverlay({ steps: new Map([['fetch', { status: 'failed', label: '240 ms' }]]), edges: new Map() });
    expect(describeStep(store.getState(), 'fetch')).toBe(
      'Fetch orders, HTTP request, reads, step 1 of 2, connects to Set data, failed, 240 ms',
    );
  });

  it('names ports, loops, what is disabled and what is wrong', () => {
    const store = toStore(
      toWorkflow(
        [
          toStep('if', { process: { block: 'control.if', disabled: true } }),
          toLoop('each', [toStep('inner', { process: { block: 'nobody.knows' } })]),
        ],
        [{ from: 'if', port: 'false', to: 'each' }],
      ),
    );
    store.getState().setProblems([
      {
        severity: 'error',
        code: 'missing-input',
        pointer: '/steps/0',
        message: 'It lacks a condition.',
        stepId: 'if',
      },
    ]);
    const told = describeStep(store.getState(), 'if');
    expect(told).toContain('connects to control.for_each (false)');
    expect(told).toContain('disabled');
    expect(told).toContain('1 problem: It lacks a condition.');
    expect(describeStep(store.getState(), 'each')).toContain('loop with 1 step');
    expect(describeStep(store.getState(), 'inner')).toBe(
      'inner, Unknown block nobody.knows, step 1 of 1, inside control.for_each, connects to nothing',
    );
  });

  it('says no more than four names of what follows, and nothing of a step that is gone', () => {
    const ids = Array.from({ length: 9 }, (_, at) => `s${at}`);
    const steps = [toStep('a'), ...ids.map((id) => toStep(id, { name: id }))];
    const store = toStore(
      toWorkflow(
        steps,
        ids.map((to) => ({ from: 'a', to })),
      ),
    );
    expect(describeStep(store.getState(), 'a')).toContain('connects to s0, s1, s2, s3 and 5 more');
    expect(describeStep(store.getState(), 'gone')).toBe('');
  });
});
