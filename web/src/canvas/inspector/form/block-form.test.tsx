// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BlockInput, FieldType } from '#contract/block.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Problem } from '#web/api/shapes.ts';
import { useEditor } from '../../store/editor-store.ts';
import { useStepCommit } from '../process/use-commit.ts';
import { groupProblems } from '../step-problems.ts';
import { createTestBlock, createTestStore, renderInspector } from '../testing/render-inspector.tsx';
import { toPlainField } from '../values/schema-field.ts';
import { BlockForm } from './block-form.tsx';
import { flushPending } from './pending-commits.ts';

vi.mock('#web/api/client.ts', () => {
  const connection = {
    list: () => Promise.resolve({ items: [{ name: 'API_KEY', isSet: true, variable: 'V', useCount: 0, usedBy: [] }] }),
  };
  const workflow = {
    list: () => Promise.resolve({ items: [{ id: 'other', name: 'Other one' }] }),
    get: () =>
      Promise.resolve({ name: 'Other one', workflow: { inputs: [{ id: 'day', type: 'string', required: true }] } }),
  };
  const expression = { preview: () => Promise.resolve({ ok: true, value: 5, truncated: false }) };
  return { client: { connection, workflow, expression } };
});
vi.mock('#web/ui/code-editor.tsx', () => ({
  CodeEditor: (props: { value: string; label: string; onChange?: (value: string) => void }) => (
    <textarea aria-label={props.label} value={props.value} onChange={(event) => props.onChange?.(event.target.value)} />
  ),
}));
vi.mock('../template/mounted-template.tsx', () => ({
  MountedTemplate: (props: { value: string; label: string; onChange: (value: string) => void }) => (
    <textarea
      aria-label={props.label}
      data-template
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    />
  ),
}));

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const FIELD_TYPES = FieldType.options;
const noProblem = () => [];
const NOTHING: JsonObject = {};

function Host({ fields, problems }: { fields: readonly BlockInput[]; problems: (id: string) => readonly Problem[] }) {
  const values = useEditor((state) => state.workflow.steps[0]?.input ?? NOTHING);
  const commit = useStepCommit('a', 'input');
  return <BlockForm fields={fields} values={values} problemsOf={problems} onCommit={commit} />;
}

/** Shows a form over a step; `read` gives what is in the document after everything typed is committed. */
function show(
  fields: readonly BlockInput[],
  input: JsonObject = {},
  problems: (id: string) => readonly Problem[] = noProblem,
) {
  const step = { id: 'a', process: { block: 't.t' }, input };
  const store = createTestStore([step], [createTestBlock({ id: 't.t', inputs: [...fields] })]);
  renderInspector(store, <Host fields={fields} problems={problems} />);
  const read = (): JsonObject => {
    act(() => flushPending());
    return store.getState().workflow.steps[0]?.input ?? {};
  };
  return { store, read };
}

const box = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const type = (element: HTMLElement, value: string) => fireEvent.change(element, { target: { value } });
const toExpression = (name: string) =>
  fireEvent.click(
    within(screen.getByRole('group', { name: `How ${name} is filled` })).getByRole('button', { name: 'Expression' }),
  );
const toFixed = (name: string) =>
  fireEvent.click(
    within(screen.getByRole('group', { name: `How ${name} is filled` })).getByRole('button', { name: 'Fixed value' }),
  );

describe('a form made from a descriptor', () => {
  it.each(['string', 'template', 'text', 'file', 'model'] as const)('edits and clears a field of type %s', (kind) => {
    const { read } = show([toPlainField('path', kind)]);
    type(box('Path'), 'one');
    expect(read()).toEqual({ path: 'one' });
    fireEvent.click(screen.getByRole('button', { name: 'Clear Path' }));
    expect(read()).toEqual({});
  });

  it('keeps what is typed out of the document until typing rests', () => {
    const { store } = show([toPlainField('path', 'string')]);
    type(box('Path'), 'on');
    expect(store.getState().workflow.steps[0]?.input).toEqual({});
    act(() => void vi.advanceTimersByTime(200));
    expect(store.getState().workflow.steps[0]?.input).toEqual({ path: 'on' });
  });

  it('shows what undo brings back', () => {
    const { store, read } = show([toPlainField('path', 'string')], { path: 'before' });
    type(box('Path'), 'after');
    expect(read()).toEqual({ path: 'after' });
    act(() => store.getState().undo());
    expect(box('Path').value).toBe('before');
  });

  it('makes a number of a number, and says when a text is none', () => {
    const { read } = show([toPlainField('limit', 'integer', { min: 1, max: 10 })]);
    type(box('Limit'), '7');
    expect(read()).toEqual({ limit: 7 });
    type(box('Limit'), '70');
    expect(screen.getByText('At most 10.')).toBeTruthy();
    type(box('Limit'), '1.5');
    expect(screen.getByText('Must be a whole number.')).toBeTruthy();
    type(box('Limit'), 'many');
    expect(read()).toEqual({ limit: 'many' });
    expect(box('Limit').getAttribute('aria-invalid')).toBe('true');
    fireEvent.click(screen.getByRole('button', { name: 'Clear Limit' }));
    expect(read()).toEqual({});
  });

  it('counts a number up and down with the arrow keys, within its limits', () => {
    const { read } = show([toPlainField('limit', 'integer', { max: 10, default: 9 })]);
    fireEvent.keyDown(box('Limit'), { key: 'ArrowUp' });
    expect(read()).toEqual({ limit: 10 });
    fireEvent.keyDown(box('Limit'), { key: 'ArrowUp' });
    expect(read()).toEqual({ limit: 10 });
  });

  it('switches yes and no, from the default', () => {
    const { read } = show([toPlainField('wait', 'boolean', { default: true })]);
    const box = screen.getByRole<HTMLInputElement>('switch', { name: 'Wait' });
    expect(box.checked).toBe(true);
    fireEvent.click(box);
    expect(read()).toEqual({ wait: false });
  });

  it('offers choices with their descriptions', async () => {
    const options = [{ value: 'a', label: 'First', description: 'The one before' }, 'b'];
    const { read } = show([toPlainField('mode', 'select', { options })]);
    fireEvent.click(screen.getByRole('combobox', { name: 'Mode' }));
    expect(await screen.findByText('The one before')).toBeTruthy();
    fireEvent.click(screen.getByText('First'));
    expect(read()).toEqual({ mode: 'a' });
  });

  it('shows a choice that is none, and why', () => {
    show([toPlainField('mode', 'select', { options: ['a'] })], { mode: 'gone' });
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Mode' }).value).toBe('gone');
    expect(screen.getByText('"gone" is no choice of this field.')).toBeTruthy();
  });

  it('takes several choices', async () => {
    const { read } = show([toPlainField('days', 'multiselect', { options: ['mon', 'tue'] })], { days: ['mon'] });
    fireEvent.click(screen.getByRole('combobox', { name: 'Days' }));
    fireEvent.click(await screen.findByRole('option', { name: 'tue' }));
    expect(read()).toEqual({ days: ['mon', 'tue'] });
  });

  it('keeps the type of any value, and changes it', async () => {
    const { read } = show([toPlainField('value', 'json')], { value: 5 });
    type(box('Value'), '6');
    expect(read()).toEqual({ value: 6 });
    fireEvent.click(screen.getByRole('button', { name: 'Type of Value' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Text' }));
    expect(read()).toEqual({ value: '6' });
  });

  it('edits JSON as text, and keeps the last value while it is none', () => {
    const { read } = show([toPlainField('value', 'json')], { value: { a: 1 } });
    type(screen.getByRole('textbox', { name: 'Value' }), '{"a": 2');
    expect(read()).toEqual({ value: { a: 1 } });
    expect(screen.getByText(/This is no JSON yet/)).toBeTruthy();
    type(screen.getByRole('textbox', { name: 'Value' }), '{"a": 2}');
    expect(read()).toEqual({ value: { a: 2 } });
  });

  it('edits an object in rows, renaming and removing entries', () => {
    const { read } = show([toPlainField('headers', 'object')], { headers: { accept: 'x' } });
    type(box('Headers: Name 1'), 'Accept');
    type(box('Value of Accept'), 'y');
    expect(read()).toEqual({ headers: { Accept: 'y' } });
    fireEvent.click(screen.getByRole('button', { name: /Add entry/ }));
    type(box('Headers: Name 2'), 'Accept');
    expect(screen.getAllByText('This name is there twice; the last one counts.')).toHaveLength(2);
    fireEvent.click(screen.getAllByRole('button', { name: 'Remove Accept' })[0] ?? document.body);
    fireEvent.click(screen.getByRole('button', { name: 'Remove Accept' }));
    expect(read()).toEqual({});
  });

  it('edits an object as JSON', () => {
    const { read } = show([toPlainField('headers', 'object')], { headers: { accept: 'x' } });
    fireEvent.click(screen.getByRole('button', { name: 'Show Headers as JSON' }));
    type(screen.getByRole('textbox', { name: 'Headers' }), '{"b": [1]}');
    expect(read()).toEqual({ headers: { b: [1] } });
  });

  it('puts a list in order with the keyboard, adds and removes items', () => {
    const { read } = show([toPlainField('tags', 'array', { schema: { items: { type: 'string' } } })], {
      tags: ['a', 'b'],
    });
    fireEvent.keyDown(screen.getByRole('button', { name: /Move Item 1/ }), { key: 'ArrowDown' });
    expect(read()).toEqual({ tags: ['b', 'a'] });
    fireEvent.click(screen.getByRole('button', { name: /Add item/ }));
    type(box('Tags: Item 3'), 'c');
    expect(read()).toEqual({ tags: ['b', 'a', 'c'] });
    fireEvent.click(screen.getByRole('button', { name: 'Remove Item 1' }));
    expect(read()).toEqual({ tags: ['a', 'c'] });
  });

  it('makes the fields of an item from its schema', () => {
    const items = { type: 'object', properties: { field: { type: 'string' }, count: { type: 'integer' } } };
    const { read } = show([toPlainField('by', 'array', { schema: { items } })], { by: [{ field: 'x' }] });
    type(box('By: Item 1: Count'), '3');
    expect(read()).toEqual({ by: [{ field: 'x', count: 3 }] });
  });

  it('says what of a value breaks the schema of its field', () => {
    const schema = {
      items: { type: 'object', required: ['path'], additionalProperties: false, properties: { path: {} } },
    };
    show([toPlainField('files', 'array', { schema })], { files: [{ path: 'a' }, {}] });
    expect(screen.getByText('[1].path: is required.')).toBeTruthy();
  });

  it('names a secret and tells whether it is set', async () => {
    const { read } = show([toPlainField('token', 'secret')]);
    const token = screen.getByRole('combobox', { name: 'Token' });
    type(token, 'API_KEY');
    expect(read()).toEqual({ token: 'API_KEY' });
    expect((await screen.findAllByText('Set')).length).toBeGreaterThan(0);
    type(token, 'OTHER');
    expect(await screen.findByText(/OTHER is not known here yet/)).toBeTruthy();
  });

  it('writes times as people do, and shows milliseconds', () => {
    const { read } = show([toPlainField('wait', 'duration', { max: 10_000_000 })], { wait: 5_400_000 });
    expect(box('Wait').value).toBe('1h 30m');
    expect(screen.getByText('5,400,000 ms')).toBeTruthy();
    type(box('Wait'), '90s');
    expect(read()).toEqual({ wait: '90s' });
    type(box('Wait'), 'soon');
    expect(screen.getByText(/Must be a duration/)).toBeTruthy();
  });

  it('says a cron text in words, with its next times in the zone of the form', async () => {
    show([toPlainField('cron', 'cron'), toPlainField('timeZone', 'string')], {
      cron: '0 9 * * 1-5',
      timeZone: 'Europe/Berlin',
    });
    expect(screen.getByText('At 09:00 on Monday to Friday')).toBeTruthy();
    const times = await screen.findByRole('list', { name: 'Next times' });
    expect(within(times).getAllByRole('listitem')).toHaveLength(5);
    expect(within(times).getAllByRole('listitem')[0]?.textContent).toMatch(/09:00/);
    expect(screen.getByText('Times in Europe/Berlin')).toBeTruthy();
  });

  it('takes a preset and tells a cron text that is none', async () => {
    const { read } = show([toPlainField('cron', 'cron')], { cron: 'never ever' });
    expect(await screen.findByText(/CronPattern|Invalid|mode/i)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Every hour' }));
    expect(read()).toEqual({ cron: '0 * * * *' });
  });

  it('picks a workflow and shows what it takes', async () => {
    const { read } = show([toPlainField('workflow', 'workflow')]);
    fireEvent.click(screen.getByRole('combobox', { name: 'Workflow' }));
    fireEvent.click(await screen.findByRole('option', { name: /Other one/ }));
    expect(read()).toEqual({ workflow: 'other' });
    expect(await screen.findByText('day')).toBeTruthy();
  });

  it('builds a schema from rows, and leaves a richer one as JSON', () => {
    const { read } = show([toPlainField('form', 'schema')]);
    fireEvent.click(screen.getByRole('button', { name: /Add property/ }));
    type(box('Name of property 1'), 'reason');
    fireEvent.click(screen.getByRole('checkbox', { name: 'reason is required' }));
    expect(read()).toEqual({
      form: { type: 'object', properties: { reason: { type: 'string' } }, required: ['reason'] },
    });
    cleanup();
    show([toPlainField('form', 'schema')], { form: { anyOf: [{ type: 'string' }] } });
    expect(screen.getByText(/says more than rows can show/)).toBeTruthy();
  });

  it('edits code, which holds no expressions', () => {
    const { read } = show([toPlainField('code', 'code', { language: 'javascript' })]);
    expect(screen.queryByRole('group', { name: /How Code is filled/ })).toBeNull();
    type(screen.getByRole('textbox', { name: 'Code' }), 'return "{{ }}"');
    expect(read()).toEqual({ code: 'return "{{ }}"' });
  });
});

describe('switching to an expression', () => {
  const kinds: readonly (readonly [BlockInput['type'], JsonValue, string])[] = [
    ['integer', 5, '{{ 5 }}'],
    ['boolean', true, '{{ true }}'],
    ['string', 'x', '{{ "x" }}'],
    ['object', { a: 1 }, '{{ {"a":1} }}'],
    ['array', [1], '{{ [1] }}'],
    ['duration', '90s', '{{ "90s" }}'],
  ];
  it.each(kinds)('keeps the value of a field of type %s, and gives it back', async (kind, value, expression) => {
    const { read } = show([toPlainField('x', kind)], { x: value });
    toExpression('X');
    expect(read()).toEqual({ x: expression });
    toFixed('X');
    expect(read()).toEqual({ x: value });
  });

  it('remembers the expression a fixed value took the place of', () => {
    const { read } = show([toPlainField('x', 'integer')], { x: '{{ a.b }}' });
    toFixed('X');
    expect(read()).toEqual({});
    toExpression('X');
    expect(read()).toEqual({ x: '{{ a.b }}' });
  });

  it('happens by itself when braces are typed, and closes them', async () => {
    const { read } = show([toPlainField('x', 'string')], { x: 'a{' });
    type(box('X'), 'a{{');
    expect(read()).toEqual({ x: 'a{{  }}' });
    expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'X' })).dataset.template).toBeDefined();
  });

  it('is not offered where expressions are not evaluated', () => {
    show([toPlainField('x', 'string', { expressions: false })], { x: 'a {{ b }}' });
    expect(screen.queryByRole('group', { name: /How X is filled/ })).toBeNull();
    expect(box('X').value).toBe('a {{ b }}');
  });
});

describe('every type of field', () => {
  /** A value of the type, one it is not, and what is said of that. */
  const samples: Readonly<Record<FieldType, readonly [good: JsonValue, bad: JsonValue, reason: RegExp]>> = {
    string: ['x', [1], /Must be text/],
    template: ['x', [1], /Must be text/],
    text: ['x', [1], /Must be text/],
    code: ['x', [1], /Must be text/],
    secret: ['API_KEY', 1, /Must be text/],
    file: ['a.csv', 1, /Must be text/],
    cron: ['0 9 * * *', 1, /Must be text/],
    model: ['m', 1, /Must be text/],
    workflow: ['other', 1, /Must be text/],
    number: [1.5, 'x', /Must be a number/],
    integer: [1, 1.5, /Must be a whole number/],
    boolean: [true, 'x', /Must be true or false/],
    select: ['one', 'three', /no choice/],
    multiselect: [['one'], ['three'], /no choice/],
    json: [{ a: 1 }, 'x', /Must be object/],
    object: [{ a: 1 }, 'x', /Must be an object/],
    array: [[1], 'x', /Must be a list/],
    duration: ['90s', 'x', /Must be a duration/],
    schema: [{ type: 'object' }, 'x', /Must be a JSON Schema/],
  };
  const fieldOf = (type: FieldType): BlockInput => ({
    ...toPlainField('x', type, { options: ['one', 'two'] }),
    ...(type === 'json' ? { schema: { type: 'object' } } : {}),
  });
  const types = FIELD_TYPES.map((type) => [type, ...samples[type]] as const);

  it.each(types)('%s shows its value, which can be cleared', (kind, good) => {
    const { read } = show([fieldOf(kind)], { x: good });
    expect(screen.queryByText(/Must be|no choice/)).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Clear X' }));
    expect(read()).toEqual({});
  });

  it.each(types)('%s says what is wrong with a value of another kind', (kind, _good, bad, reason) => {
    show([fieldOf(kind)], { x: bad });
    expect(screen.getByText(reason)).toBeTruthy();
  });

  it.each(types)('%s takes an expression, and gives its value back', async (kind, good) => {
    const field = { ...fieldOf(kind), expressions: true };
    const { read } = show([field], { x: good });
    toExpression('X');
    expect(read()).toEqual({ x: `{{ ${JSON.stringify(good)} }}` });
    const editor = await screen.findByRole('textbox', { name: 'X' });
    type(editor, '{{ a.b }}');
    expect(read()).toEqual({ x: '{{ a.b }}' });
    expect(screen.queryByText(/Must be|no choice/)).toBeNull();
    toFixed('X');
    expect(read()).toEqual({ x: good });
  });

  it.each(types)('%s is shown while another field says so, and keeps its value', (kind, good) => {
    const fields = [toPlainField('kind', 'string'), { ...fieldOf(kind), showIf: { kind: ['this'] } }];
    const { read } = show(fields, { kind: 'this', x: good });
    expect(document.querySelector('[data-field="x"]')).not.toBeNull();
    type(box('Kind'), 'that');
    expect(read()).toEqual({ kind: 'that', x: good });
    expect(document.querySelector('[data-field="x"]')).toBeNull();
  });
});

describe('fields of a form', () => {
  it('are shown while another field has a value that shows them', () => {
    const fields = [
      toPlainField('auth', 'select', { options: ['none', 'basic'], default: 'none' }),
      toPlainField('user', 'string', { showIf: { auth: ['basic'] } }),
    ];
    show(fields);
    expect(screen.queryByRole('textbox', { name: 'User' })).toBeNull();
    cleanup();
    show(fields, { auth: 'basic' });
    expect(box('User')).toBeTruthy();
    cleanup();
    show(fields, { auth: '{{ x }}' });
    expect(box('User')).toBeTruthy();
  });

  it('are folded away when advanced, and unfolded when something is wrong with them', () => {
    show([toPlainField('deep', 'integer', { advanced: true })]);
    expect(screen.queryByRole('textbox', { name: 'Deep' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: /Advanced \(1\)/ }));
    expect(box('Deep')).toBeTruthy();
    cleanup();
    show([toPlainField('deep', 'integer', { advanced: true })], { deep: 'x' });
    expect(box('Deep')).toBeTruthy();
  });

  it('say when they must be filled', () => {
    show([toPlainField('url', 'string', { required: true, description: 'Where to', placeholder: 'https://' })]);
    expect(screen.getByText('A value is required.')).toBeTruthy();
    expect(screen.getByText('Where to')).toBeTruthy();
    expect(box('Url').placeholder).toBe('https://');
  });

  it('show what the server found at their place', () => {
    const problem: Problem = {
      severity: 'error',
      code: 'unknown-reference',
      pointer: '/steps/0/input/url',
      message: 'There is no step b.',
      hint: 'Did you mean a?',
      stepId: 'a',
    };
    const problems = groupProblems([problem], 'a');
    show([toPlainField('url', 'string')], { url: '{{ b }}' }, (id) => problems.at(`/input/${id}`));
    expect(screen.getByText('There is no step b. Did you mean a?')).toBeTruthy();
  });

  const inside = (below: string): Problem => ({
    severity: 'error',
    code: 'unknown-reference',
    pointer: `/steps/0/input/values${below}`,
    message: `Wrong at ${below}`,
    stepId: 'a',
  });
  const place = (element: HTMLElement) => element.closest<HTMLElement>('[data-field]')?.dataset.field;

  it('show what is wrong inside of a value at the row it is in, once', () => {
    const problems = groupProblems([inside('/note'), inside('/list/0'), inside('')], 'a');
    const value = { values: { note: 'x', list: ['y'] } };
    show([toPlainField('values', 'object')], value, (id) => problems.at(`/input/${id}`));
    expect(place(screen.getByText('Wrong at /note'))).toBe('note');
    expect(place(screen.getByText('Wrong at /list/0'))).toBe('list');
    expect(place(screen.getByText('Wrong at'))).toBe('values');
  });

  it('show what is wrong inside of a list at its item, and in the properties of an item', () => {
    const problems = groupProblems([inside('/0'), inside('/1/name'), inside('/1/gone')], 'a');
    const items = { anyOf: [{ type: 'string' }, { type: 'object', properties: { name: { type: 'string' } } }] };
    const field = toPlainField('values', 'array', { schema: { items } });
    show([field], { values: ['x', { name: 'n', gone: 1 }] }, (id) => problems.at(`/input/${id}`));
    expect(place(screen.getByText('Wrong at /0'))).toBe('0');
    expect(place(screen.getByText('Wrong at /1/name'))).toBe('name');
    // No field stands there that could tell it.
    expect(place(screen.getByText('Wrong at /1/gone'))).toBe('values');
  });

  it('show what is wrong inside of a value while it is edited as JSON', () => {
    const problems = groupProblems([inside('/a~1b')], 'a');
    show([toPlainField('values', 'object')], { values: { 'a/b': 'x' } }, (id) => problems.at(`/input/${id}`));
    expect(place(screen.getByText('Wrong at /a~1b'))).toBe('a/b');
    fireEvent.click(screen.getByRole('button', { name: 'Show Values as JSON' }));
    expect(place(screen.getByText('Wrong at /a~1b'))).toBe('values');
  });

  it('leave a value no field takes to be seen and removed', () => {
    const { read } = show([], { old: 'x' });
    expect(screen.getByText(/The block has no such input/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Clear old' }));
    expect(read()).toEqual({});
  });
});

describe('a value dropped on a field', () => {
  const dataTransfer = { getData: () => '{{ fetch.id }}' };

  it('becomes its expression', () => {
    const { read } = show([toPlainField('limit', 'integer')], { limit: 3 });
    fireEvent.drop(box('Limit'), { dataTransfer });
    expect(read()).toEqual({ limit: '{{ fetch.id }}' });
  });

  it('changes only the innermost field, and leaves what is around it as it is', () => {
    const items = { type: 'object', properties: { field: { type: 'string' }, count: { type: 'integer' } } };
    const by = [{ field: 'x', count: 1 }];
    const { read } = show([toPlainField('by', 'array', { schema: { items } })], { by });
    // Text fields take text by themselves, where the pointer is; that is the browser's part.
    fireEvent.drop(box('By: Item 1: Field'), { dataTransfer });
    expect(read()).toEqual({ by });
    fireEvent.drop(box('By: Item 1: Count'), { dataTransfer });
    expect(read()).toEqual({ by: [{ field: 'x', count: '{{ fetch.id }}' }] });
  });

  it('fills an empty object, and never takes the place of one that holds something', () => {
    const { read } = show([toPlainField('headers', 'object')]);
    fireEvent.drop(screen.getByText('Headers'), { dataTransfer });
    expect(read()).toEqual({ headers: '{{ fetch.id }}' });
    cleanup();
    const full = show([toPlainField('headers', 'object')], { headers: { accept: 'x' } });
    fireEvent.drop(screen.getByText('Headers'), { dataTransfer });
    fireEvent.drop(box('Headers: Name 1'), { dataTransfer });
    expect(full.read()).toEqual({ headers: { accept: 'x' } });
  });
});
