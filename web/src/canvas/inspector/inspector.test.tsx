// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Step } from '#contract/workflow.ts';
import { handleKeys } from '#web/actions/handle-keys.ts';
import { EMPTY_SELECTION } from '../model/types.ts';
import { flushPending } from './form/pending-commits.ts';
import { Inspector } from './inspector.tsx';
import { type InspectorHost, InspectorHostContext } from './inspector-host.ts';
import { StepDialog } from './step-dialog.tsx';
import { createTestBlock, createTestStore, renderInspector } from './testing/render-inspector.tsx';
import { toPlainField } from './values/schema-field.ts';

const calls = vi.hoisted(() => ({
  start: vi.fn(),
  fork: vi.fn(),
  setPin: vi.fn(),
  pins: vi.fn(),
  preview: vi.fn(),
  validate: vi.fn(),
  data: {} as Record<string, unknown>,
}));
vi.mock('#web/api/client.ts', () => ({
  client: {
    connection: { list: () => Promise.resolve({ items: [] }) },
    expression: { preview: calls.preview },
    run: { start: calls.start, fork: calls.fork },
    pin: { list: calls.pins, set: calls.setPin, remove: vi.fn() },
    workflow: { validate: calls.validate },
  },
}));
vi.mock('#web/run/use-step-data.ts', () => ({
  useStepData: () => ({ isLoading: false, isSimulated: false, ...calls.data }),
  useShownRunId: () => calls.data.runId,
}));
vi.mock('#web/ui/code-editor.tsx', () => ({
  CodeEditor: (props: { value: string; label: string; onChange?: (value: string) => void }) => (
    <textarea aria-label={props.label} value={props.value} onChange={(event) => props.onChange?.(event.target.value)} />
  ),
}));

const blocks = [
  createTestBlock({
    id: 'x.read',
    label: 'Reader',
    effect: 'effect',
    inputs: [toPlainField('url', 'string')],
    outputs: [{ id: 'body', type: 'json' }],
    docs: 'Says `more`.',
  }),
  createTestBlock({
    id: 'x.loop',
    label: 'Loop',
    container: true,
    inputs: [toPlainField('items', 'json'), toPlainField('concurrency', 'integer')],
  }),
];
const read: Step = { id: 'fetch', name: 'Fetch', input: { url: 'a' }, process: { block: 'x.read', timeoutMs: 5_000 } };
const next: Step = { id: 'next', input: { url: '{{ fetch.body }}' }, process: { block: 'x.read' } };
const loop: Step = {
  id: 'loop',
  process: { block: 'x.loop' },
  body: { steps: [{ id: 'inner', process: { block: 'x.read' } }], edges: [] },
};

let stopKeys = () => {};
beforeEach(() => {
  calls.data = {};
  calls.start.mockReset().mockResolvedValue({ runId: 'r2' });
  calls.fork.mockReset().mockResolvedValue({ runId: 'r3' });
  calls.pins.mockReset().mockResolvedValue({ items: [] });
  calls.preview.mockReset().mockResolvedValue({ ok: true, value: {}, truncated: false });
  calls.validate.mockReset().mockResolvedValue({ valid: true, problems: [] });
  calls.setPin.mockReset().mockResolvedValue({});
  stopKeys = handleKeys();
});
afterEach(() => {
  stopKeys();
  cleanup();
});

const host: InspectorHost = {
  save: async () => 4,
  onRunStarted: vi.fn(),
  onLeave: vi.fn(),
  onDuplicate: vi.fn(),
  onOpenDialog: vi.fn(),
};

function show(select: { steps?: string[]; edges?: string[] } = {}) {
  const store = createTestStore([read, next, loop], blocks, {
    edges: [
      { from: 'fetch', to: 'next' },
      { from: 'fetch', to: 'loop' },
    ],
  });
  store.getState().select({ steps: new Set(select.steps ?? []), edges: new Set(select.edges ?? []) });
  renderInspector(
    store,
    <InspectorHostContext value={host}>
      <Inspector />
    </InspectorHostContext>,
  );
  const stepNow = (id: string) => store.getState().workflow.steps.find((step) => step.id === id);
  return { store, stepNow };
}
const openTab = (name: RegExp) => fireEvent.click(screen.getByRole('tab', { name }));

describe('the inspector of a step', () => {
  it('has three parts, with what is given in each', () => {
    show({ steps: ['fetch'] });
    expect(screen.getAllByRole('tab').map((tab) => tab.textContent)).toEqual([
      'Input, 1 givenInput1',
      'Process, 1 givenProcess1',
      'OutputOutput',
    ]);
  });

  it('tells problems at the part and the field they are in', () => {
    const { store } = show({ steps: ['fetch'] });
    act(() =>
      store.getState().setProblems([
        {
          severity: 'error',
          code: 'wrong-type',
          pointer: '/steps/0/input/url',
          message: 'Not that.',
          stepId: 'fetch',
        },
      ]),
    );
    expect(screen.getByRole('tab', { name: /Input, 1 given, 1 problem/ })).toBeTruthy();
    expect(screen.getByText('Not that.')).toBeTruthy();
  });

  it('goes to a part with its keys, while typing too, and back to the canvas with Escape', () => {
    show({ steps: ['fetch'] });
    const url = screen.getByRole('textbox', { name: 'Url' });
    fireEvent.keyDown(url, { key: '2', ctrlKey: true });
    expect(screen.getByRole('tab', { name: /Process/ }).getAttribute('aria-selected')).toBe('true');
    fireEvent.keyDown(document.body, { key: '3', ctrlKey: true });
    expect(screen.getByRole('tab', { name: /Output/ }).getAttribute('aria-selected')).toBe('true');
    fireEvent.keyDown(screen.getByRole('tab', { name: /Output/ }), { key: 'Escape' });
    expect(host.onLeave).toHaveBeenCalled();
  });

  it('puts what is typed into the document before a shortcut runs', () => {
    const { stepNow } = show({ steps: ['fetch'] });
    const url = screen.getByRole('textbox', { name: 'Url' });
    fireEvent.change(url, { target: { value: 'b' } });
    expect(stepNow('fetch')?.input).toEqual({ url: 'a' });
    fireEvent.keyDown(url, { key: 's', ctrlKey: true });
    expect(stepNow('fetch')?.input).toEqual({ url: 'b' });
  });

  it('keeps what is typed when another step is selected', () => {
    const { store, stepNow } = show({ steps: ['fetch'] });
    fireEvent.change(screen.getByRole('textbox', { name: 'Url' }), { target: { value: 'b' } });
    act(() => store.getState().select({ steps: new Set(['next']) }));
    expect(stepNow('fetch')?.input).toEqual({ url: 'b' });
    expect(stepNow('next')?.input).toEqual({ url: '{{ fetch.body }}' });
  });

  it('renames the step and every expression that uses it', () => {
    const { store, stepNow } = show({ steps: ['fetch'] });
    fireEvent.click(screen.getByRole('button', { name: 'Change the id fetch' }));
    const id = screen.getByRole('textbox', { name: 'Id of the step' });
    fireEvent.change(id, { target: { value: 'next' } });
    expect(screen.getByText('There is already a step next.')).toBeTruthy();
    fireEvent.change(id, { target: { value: 'orders' } });
    fireEvent.keyDown(id, { key: 'Enter' });
    expect(stepNow('next')?.input).toEqual({ url: '{{ orders.body }}' });
    expect([...store.getState().selection.steps]).toEqual(['orders']);
    expect(screen.getByRole('button', { name: 'Change the id orders' })).toBeTruthy();
  });

  it('does what its menu says', async () => {
    const { store, stepNow } = show({ steps: ['fetch'] });
    const choose = async (name: string) => {
      fireEvent.click(screen.getByRole('button', { name: 'More' }));
      fireEvent.click(await screen.findByRole('menuitem', { name }));
    };
    await choose('Disable');
    expect(stepNow('fetch')?.process.disabled).toBe(true);
    expect(screen.getByText('Disabled')).toBeTruthy();
    await choose('Duplicate');
    expect(host.onDuplicate).toHaveBeenCalledWith(['fetch']);
    await choose('Delete');
    expect(stepNow('fetch')).toBeUndefined();
    expect(store.getState().workflow.edges).toEqual([]);
  });

  it('is edited as JSON, and refuses what is no step', async () => {
    const { stepNow } = show({ steps: ['fetch'] });
    fireEvent.click(screen.getByRole('button', { name: 'More' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Edit as JSON' }));
    const dialog = await screen.findByRole('dialog');
    const json = within(dialog).getByRole('textbox', { name: 'Fetch as JSON' });
    const write = (value: object) => fireEvent.change(json, { target: { value: JSON.stringify(value) } });
    write({ ...read, process: {} });
    expect(within(dialog).getByText(/This is no step/)).toBeTruthy();
    write({ ...read, color: 'red' });
    expect(within(dialog).getByText('A step has no key color.')).toBeTruthy();
    expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Apply' }).disabled).toBe(true);
    write({ ...read, id: 'orders', input: { url: 'z' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Apply' }));
    expect(stepNow('orders')?.input).toEqual({ url: 'z' });
    expect(stepNow('next')?.input).toEqual({ url: '{{ orders.body }}' });
  });

  it('tells what the server finds in the JSON before it is applied', async () => {
    show({ steps: ['fetch'] });
    fireEvent.click(screen.getByRole('button', { name: 'More' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Edit as JSON' }));
    const dialog = await screen.findByRole('dialog');
    const problem = { severity: 'error', code: 'unknown-reference', pointer: '/steps/0/input/url' };
    calls.validate.mockResolvedValue({
      valid: false,
      problems: [
        { ...problem, stepId: 'renamed', message: 'There is no nope.' },
        { ...problem, stepId: 'next', message: 'Of another step.' },
      ],
    });
    const json = within(dialog).getByRole('textbox', { name: 'Fetch as JSON' });
    const value = JSON.stringify({ ...read, id: 'renamed', input: { url: '{{ nope }}' } });
    fireEvent.change(json, { target: { value } });
    expect(await within(dialog).findByText('There is no nope.')).toBeTruthy();
    expect(within(dialog).queryByText('Of another step.')).toBeNull();
    const asked = calls.validate.mock.lastCall?.[0].workflow.steps;
    expect(asked.map(({ id }: Step) => id)).toEqual(['renamed', 'next', 'loop']);
  });

  it('shows what pinned data of an earlier step makes of an expression', async () => {
    calls.data = { runId: 'r1' };
    calls.pins.mockResolvedValue({ items: [{ stepId: 'fetch', output: { body: 'pinned' }, pinnedAt: 1 }] });
    calls.preview.mockResolvedValue({ ok: true, value: 'pinned', truncated: false, runId: 'r1' });
    show({ steps: ['next'] });
    expect(await screen.findByText('with the pinned output of fetch')).toBeTruthy();
    const tried = calls.preview.mock.calls
      .map(([asked]) => asked)
      .findLast(({ template }) => template === '{{ fetch.body }}');
    expect(tried.outputs).toEqual({ fetch: { body: 'pinned' } });
  });

  it('says how failures are treated, with milliseconds in the document', () => {
    const { stepNow } = show({ steps: ['fetch'] });
    openTab(/Process/);
    fireEvent.change(screen.getByRole('textbox', { name: 'Time limit' }), { target: { value: '2m' } });
    fireEvent.change(screen.getByRole('textbox', { name: 'Attempts' }), { target: { value: '5' } });
    act(() => flushPending());
    expect(stepNow('fetch')?.process).toEqual({ block: 'x.read', timeoutMs: 120_000, retry: { maxAttempts: 5 } });
    expect(
      within(screen.getByRole('figure', { name: 'Waits between attempts' })).getAllByRole('listitem'),
    ).toHaveLength(4);
    expect(screen.getByRole('combobox', { name: 'When nobody knows whether it happened' })).toBeTruthy();
    expect(screen.queryByRole('combobox', { name: 'Several edges come in' })).toBeNull();
  });

  it('treats how a loop goes about it as Process', () => {
    show({ steps: ['loop'] });
    expect(screen.queryByRole('textbox', { name: 'Concurrency' })).toBeNull();
    openTab(/Process/);
    expect(screen.getByRole('textbox', { name: 'Concurrency' })).toBeTruthy();
    expect(screen.getByRole('textbox', { name: 'Result of one round' })).toBeTruthy();
    expect(screen.queryByRole('combobox', { name: 'When nobody knows whether it happened' })).toBeNull();
  });

  it('maps outputs, all of them at once', async () => {
    calls.data = { status: 'succeeded', output: { body: 1 }, runId: 'r1' };
    const { stepNow } = show({ steps: ['fetch'] });
    openTab(/Output/);
    fireEvent.click(screen.getByRole('radio', { name: 'Mapped' }));
    expect(stepNow('fetch')?.output).toEqual({ body: '{{ body }}' });
    fireEvent.click(screen.getByRole('radio', { name: 'As they are' }));
    expect(stepNow('fetch')?.output).toBeUndefined();
  });

  it('takes a value dropped on the mapping', () => {
    calls.data = { status: 'succeeded', output: { body: { id: 1 } }, runId: 'r1' };
    const { stepNow } = show({ steps: ['fetch'] });
    openTab(/Output/);
    fireEvent.click(screen.getByRole('radio', { name: 'Mapped' }));
    const dataTransfer = { getData: () => '{{ body.id }}' };
    fireEvent.drop(screen.getByText('Drop a value here to add it'), { dataTransfer });
    expect(stepNow('fetch')?.output).toEqual({ body: '{{ body }}', id: '{{ body.id }}' });
  });

  it('runs only this step from the last run, and up to it, after saving', async () => {
    calls.data = { status: 'succeeded', output: { body: 1 }, runId: 'r1' };
    show({ steps: ['next'] });
    openTab(/Output/);
    fireEvent.click(screen.getByRole('button', { name: 'Run only this step' }));
    await vi.waitFor(() => expect(host.onRunStarted).toHaveBeenCalledWith('r3'));
    expect(calls.fork).toHaveBeenCalledWith({ runId: 'r1', from: ['next'], upTo: ['next'], usePins: true, version: 4 });
    fireEvent.click(await screen.findByRole('button', { name: 'Run up to here' }));
    await vi.waitFor(() => expect(host.onRunStarted).toHaveBeenCalledWith('r2'));
    expect(calls.start).toHaveBeenCalledWith({ workflowId: 'w', usePins: true, upTo: ['next'], version: 4 });
  });

  it('says why a step cannot be run alone', () => {
    show({ steps: ['next'] });
    openTab(/Output/);
    const button = screen.getByRole('button', { name: 'Run only this step' });
    expect(button.getAttribute('aria-description')).toMatch(/there is no run yet/);
    fireEvent.click(button);
    expect(calls.fork).not.toHaveBeenCalled();
  });

  it('pins the last output, and data of one’s own', async () => {
    calls.data = { status: 'succeeded', output: { body: 1 }, runId: 'r1' };
    show({ steps: ['fetch'] });
    openTab(/Output/);
    fireEvent.click(screen.getByRole('button', { name: 'Pin this output' }));
    await vi.waitFor(() =>
      expect(calls.setPin).toHaveBeenCalledWith({ workflowId: 'w', stepId: 'fetch', output: { body: 1 } }),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Pin data of your own' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Pinned output of Fetch' }), {
      target: { value: '{"body": 2}' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await vi.waitFor(() =>
      expect(calls.setPin).toHaveBeenCalledWith({ workflowId: 'w', stepId: 'fetch', output: { body: 2 } }),
    );
  });

  it('shows the error of the last run and the way to mend it', () => {
    calls.data = { status: 'failed', runId: 'r1', error: { code: 'step-timeout', message: 'It took too long.' } };
    show({ steps: ['fetch'] });
    openTab(/Output/);
    expect(screen.getByText('It took too long.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Show the input' }));
    expect(screen.getByRole('tab', { name: /Input/ }).getAttribute('aria-selected')).toBe('true');
  });

  it('says so when its block is not there', () => {
    const store = createTestStore([{ id: 'a', process: { block: 'gone.one' }, input: { x: 1 } }], []);
    store.getState().select({ ...EMPTY_SELECTION, steps: new Set(['a']) });
    renderInspector(store, <Inspector />);
    expect(screen.getByText(/There is no block gone.one here/)).toBeTruthy();
  });
});

describe('the inspector of other things', () => {
  it('changes the workflow when nothing is selected', () => {
    const { store } = show();
    fireEvent.click(screen.getByRole('button', { name: /Add input/ }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Name under input' }), { target: { value: 'day' } });
    fireEvent.change(screen.getByRole('textbox', { name: 'Time limit of a run' }), { target: { value: '1h' } });
    act(() => flushPending());
    expect(store.getState().workflow.inputs).toEqual([{ id: 'day', type: 'string', required: false }]);
    expect(store.getState().workflow.settings).toEqual({ timeoutMs: 3_600_000 });
    fireEvent.click(screen.getByRole('button', { name: 'Delete day' }));
    expect(store.getState().workflow.inputs).toEqual([]);
    expect(screen.getByText('Reads 0, writes 3.')).toBeTruthy();
  });

  it('does not take a name for an input that is taken', () => {
    const { store } = show();
    fireEvent.click(screen.getByRole('button', { name: /Add input/ }));
    fireEvent.click(screen.getByRole('button', { name: /Add input/ }));
    const second = screen.getAllByRole('textbox', { name: 'Name under input' })[1];
    if (second === undefined) return expect.fail();
    fireEvent.change(second, { target: { value: 'value' } });
    act(() => flushPending());
    expect(screen.getByText('There is already an input of this name.')).toBeTruthy();
    expect(store.getState().workflow.inputs.map(({ id }) => id)).toEqual(['value', 'value_2']);
  });

  it('names both ends of an edge, and deletes it', () => {
    const { store } = show({ edges: ['fetch:>next'] });
    expect(screen.getByRole('button', { name: 'Show Fetch fetch' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Insert a step here' }));
    expect(store.getState().picker?.placement).toEqual({ kind: 'edge', key: 'fetch:>next' });
    fireEvent.click(screen.getByRole('button', { name: 'Delete the edge' }));
    expect(store.getState().workflow.edges).toHaveLength(1);
  });

  it('does to several steps what is done to one', () => {
    const { store, stepNow } = show({ steps: ['fetch', 'next'] });
    expect(screen.getByRole('heading', { name: '2 steps selected' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Disable them' }));
    expect(stepNow('next')?.process.disabled).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Group' }));
    expect(store.getState().workflow.groups?.[0]?.steps).toEqual(['fetch', 'next']);
    fireEvent.click(screen.getByRole('button', { name: 'Delete them' }));
    expect(store.getState().workflow.steps.map(({ id }) => id)).toEqual(['loop']);
  });
});

describe('the full-screen view of a step', () => {
  it('has what came in, what it does and what goes out side by side', async () => {
    calls.data = { status: 'succeeded', input: { url: 'a' }, output: { body: 'b' }, runId: 'r1' };
    const store = createTestStore([read], blocks);
    const onClose = vi.fn();
    renderInspector(store, <StepDialog stepId="fetch" onClose={onClose} />);
    const dialog = await screen.findByRole('dialog');
    const columns = ['What came in', 'What it does', 'What goes out'].map((name) =>
      within(dialog).getByRole('region', { name }),
    );
    expect(within(columns[0] ?? dialog).getByRole('tree', { name: 'What came in' })).toBeTruthy();
    expect(within(columns[1] ?? dialog).getByRole('textbox', { name: 'Url' })).toBeTruthy();
    expect(within(columns[2] ?? dialog).getByRole('tree', { name: 'What went out: Fetch' })).toBeTruthy();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(onClose).toHaveBeenCalled();
  });
});
