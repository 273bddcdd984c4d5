// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import { toStep, toWorkflow } from '../../model/testing/sample.ts';
import type { EditorStore } from '../../store/editor-store.ts';
import { toStore } from '../../testing/to-store.ts';
import { startConnecting, useConnectKeys } from './use-connect-keys.ts';

afterEach(cleanup);

function Canvas({ store }: { readonly store: EditorStore }) {
  const element = useRef<HTMLDivElement>(null);
  useConnectKeys(element, store);
  return <div ref={element} data-testid="canvas" />;
}

function begin(workflow: Workflow, from: string) {
  const store = toStore(workflow);
  const { getByTestId } = render(<Canvas store={store} />);
  store.getState().select({ steps: new Set([from]) });
  startConnecting(store);
  return { store, press: (key: string) => fireEvent.keyDown(getByTestId('canvas'), { key }) };
}

const steps = [
  toStep('a'),
  toStep('near', { position: { x: 336, y: 0 } }),
  toStep('far', { name: 'Send report', position: { x: 900, y: 0 } }),
];

describe('connecting with the keyboard', () => {
  it('offers the nearest step that fits, and ties it with Enter', () => {
    const { store, press } = begin(toWorkflow(steps), 'a');
    expect(store.getState().connect?.over).toBe('near');
    press('Enter');
    expect(store.getState().workflow.edges).toEqual([{ from: 'a', to: 'near' }]);
    expect(store.getState().connect).toBeUndefined();
    expect([...store.getState().selection.steps]).toEqual(['a']);
  });

  it('walks with the arrows and finds by typing', () => {
    const { store, press } = begin(toWorkflow(steps), 'a');
    press('ArrowRight');
    expect(store.getState().connect?.over).toBe('far');
    press('ArrowLeft');
    expect(store.getState().connect?.over).toBe('near');
    for (const key of 'report') press(key);
    expect(store.getState().connect?.over).toBe('far');
    press('Backspace');
    expect(store.getState().connect?.typed).toBe('repor');
    press('Enter');
    expect(store.getState().workflow.edges).toEqual([{ from: 'a', to: 'far' }]);
  });

  it('stops with Escape and leaves everything as it was', () => {
    const workflow = toWorkflow(steps);
    const { store, press } = begin(workflow, 'a');
    press('Escape');
    expect(store.getState().connect).toBeUndefined();
    expect(store.getState().workflow).toBe(workflow);
  });

  it('begins with the first port that leads nowhere, and changes it with Tab', () => {
    const source = toStep('if', { process: { block: 'control.if' } });
    const { store, press } = begin(
      toWorkflow([source, ...steps.slice(1)], [{ from: 'if', port: 'true', to: 'far' }]),
      'if',
    );
    expect(store.getState().connect?.start.port).toBe('false');
    press('Tab');
    expect(store.getState().connect?.start.port).toBe('true');
  });

  it('does not tie what would make a circle', () => {
    const workflow = toWorkflow(steps.slice(0, 2), [{ from: 'a', to: 'near' }]);
    const { store, press } = begin(workflow, 'near');
    expect(store.getState().connect?.over).toBeUndefined();
    press('ArrowLeft');
    press('Enter');
    expect(store.getState().workflow).toBe(workflow);
  });
});
