// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Step } from '#contract/workflow.ts';
import type { ReferenceNode } from '../../model/references.ts';
import { type FieldScope, FieldScopeContext } from '../form/field-scope.ts';
import { createTestStore, renderInspector } from '../testing/render-inspector.tsx';
import { PreviewLine } from './preview-line.tsx';

const preview = vi.hoisted(() => vi.fn());
vi.mock('#web/api/client.ts', () => ({ client: { expression: { preview } } }));

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => {
  cleanup();
  preview.mockReset();
  vi.useRealTimers();
});

const runUpTo = vi.fn();

const step = (name: string): ReferenceNode => ({
  name,
  expression: name,
  kind: 'step',
  type: 'object',
  origin: 'sample',
  children: () => [],
});

function show(template: string, runId?: string, more: Partial<FieldScope> = {}, isFaulty = false) {
  const steps: Step[] = [{ id: 'a', process: { block: 'x.y' }, input: { secret: 'kept here' } }];
  const body = { steps: [{ id: 'in', process: { block: 'x.y' } }], edges: [] };
  if (more.roundOf !== undefined) steps.push({ id: more.roundOf, process: { block: 'x.l' }, body });
  const store = createTestStore(steps, []);
  const scope: FieldScope = { stepId: 'a', runId, references: () => [], readOnly: false, runUpTo, ...more };
  return renderInspector(
    store,
    <FieldScopeContext value={scope}>
      <PreviewLine template={template} isFaulty={isFaulty} />
    </FieldScopeContext>,
  );
}

describe('the line that shows what an expression gives', () => {
  it('says how many items there are, and in which run', async () => {
    preview.mockResolvedValue({ ok: true, value: [1, 2, 3], truncated: false, runId: 'run-123456' });
    show('{{ a.items }}', 'run-123456');
    expect(await screen.findByText('= 3 items · [1, 2, 3]')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'in run 123456' }).getAttribute('href')).toBe('/runs/run-123456');
  });

  it('asks with no more of the document than is needed, and for this step and run', async () => {
    preview.mockResolvedValue({ ok: true, value: 1, truncated: false, runId: 'r1' });
    show('{{ a }}', 'r1');
    await screen.findByText('= 1');
    const [asked] = preview.mock.calls[0] ?? [];
    expect(asked).toEqual({
      workflow: { id: 'w', inputs: [], steps: [{ id: 'a' }], edges: [] },
      template: '{{ a }}',
      stepId: 'a',
      runId: 'r1',
    });
  });

  it('says that a value was cut', async () => {
    preview.mockResolvedValue({ ok: true, value: 'x', truncated: true, runId: 'r1' });
    show('{{ a }}', 'r1');
    expect(await screen.findByText(/\(shortened\)/)).toBeTruthy();
  });

  it('says why an expression gives nothing', async () => {
    preview.mockResolvedValue({
      ok: false,
      error: { code: 'expression-empty', message: 'There is no b in a.' },
      runId: 'r1',
    });
    show('{{ a.b }}', 'r1');
    expect(await screen.findByText(/There is no b in a\./)).toBeTruthy();
  });

  it('offers a run when there is none yet', async () => {
    preview.mockResolvedValue({ ok: false, error: { code: 'expression-empty', message: 'x' } });
    show('{{ a.b }}');
    expect(await screen.findByText('No run yet to show the result with.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Run up to here' }));
    expect(runUpTo).toHaveBeenCalledOnce();
  });

  it('tells values of defaults from those of a run', async () => {
    preview.mockResolvedValue({ ok: true, value: 'today', truncated: false });
    show('{{ input.day }}');
    expect(await screen.findByText('from default values; there is no run yet')).toBeTruthy();
  });

  it('asks nothing while braces are open or empty, and of plain text', () => {
    show('{{ a.');
    expect(screen.getByText(/Close the braces/)).toBeTruthy();
    cleanup();
    show('{{  }}');
    expect(screen.getByText(/Close the braces/)).toBeTruthy();
    cleanup();
    show('plain');
    act(() => void vi.advanceTimersByTime(2_000));
    expect(preview).not.toHaveBeenCalled();
  });

  it('tries it with what is pinned, and says so', async () => {
    preview.mockResolvedValue({ ok: true, value: 7, truncated: false, runId: 'r1' });
    const pinned = { stepId: 'b', value: { n: 7 }, kind: 'pinned', mark: 1 } as const;
    show('{{ b.n + gone.n }}', 'r1', {
      references: () => [step('b')],
      standIns: () => [pinned, { ...pinned, stepId: 'gone' }],
    });
    expect(await screen.findByText('with the pinned output of b')).toBeTruthy();
    // A step that does not come before this one is not seen, pinned or not.
    expect(preview.mock.calls[0]?.[0].outputs).toEqual({ b: { n: 7 } });
  });

  it('lets the outputs of the block itself hide what is pinned under the same name', async () => {
    preview.mockResolvedValue({ ok: true, value: 1, truncated: false, runId: 'r1' });
    show('{{ b }}', 'r1', {
      references: () => [step('b')],
      standIns: () => [{ stepId: 'b', value: 2, kind: 'pinned', mark: 1 }],
      outputs: { b: 1 },
    });
    await screen.findByText('= 1');
    expect(preview.mock.calls[0]?.[0].outputs).toEqual({ b: 1 });
  });

  it('asks at the end of a round for what a round gives', async () => {
    preview.mockResolvedValue({ ok: true, value: 1, truncated: false, runId: 'r1' });
    show('{{ in }}', 'r1', { stepId: 'loop', roundOf: 'loop' });
    await screen.findByText('= 1');
    const [asked] = preview.mock.calls[0] ?? [];
    expect(asked.stepId).toBe('end_of_round__');
    const ends = [{ id: 'in' }, { id: 'end_of_round__' }];
    expect(asked.workflow.steps).toEqual([{ id: 'a' }, { id: 'loop', body: { steps: ends, edges: [] } }]);
  });

  it('says nothing of an error the server has found already', () => {
    preview.mockResolvedValue({ ok: false, error: { code: 'expression-failed', message: 'Bad.' }, runId: 'r1' });
    show('{{ a + }}', 'r1', {}, true);
    act(() => void vi.advanceTimersByTime(2_000));
    expect(screen.queryByText(/Bad\./)).toBeNull();
  });

  it('says when the server could not be asked', async () => {
    preview.mockRejectedValue(new TypeError('fetch failed'));
    show('{{ a }}', 'r1');
    expect(await screen.findByText(/The result could not be worked out/)).toBeTruthy();
  });
});
