// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { SchemaForm } from './schema-form.tsx';
import { text } from './strings.ts';

const SCHEMA: JsonObject = {
  type: 'object',
  required: ['reason', 'sure'],
  properties: {
    reason: { type: 'string', title: 'Reason', description: 'Why it is right' },
    amount: { type: 'integer', minimum: 1 },
    sure: { type: 'boolean', title: 'Sure' },
    level: { enum: ['low', 'high'], title: 'Level' },
    notes: { type: 'array', title: 'Notes', items: { type: 'string' } },
    extra: { title: 'Extra' },
  },
};

type Errors = Record<string, string>;

function Host({
  first,
  errors,
  seen,
}: {
  first: JsonValue | undefined;
  errors: Errors;
  seen: (value?: JsonValue) => void;
}) {
  const [value, setValue] = useState<JsonValue | undefined>(first);
  const change = (next: JsonValue | undefined) => {
    seen(next);
    setValue(next);
  };
  return <SchemaForm schema={SCHEMA} value={value} onChange={change} errors={errors} />;
}

function mount(first: JsonValue | undefined = {}, errors: Errors = {}) {
  const seen = vi.fn<(value?: JsonValue) => void>();
  render(
    <MantineProvider env="test">
      <Host first={first} errors={errors} seen={seen} />
    </MantineProvider>,
  );
  return seen;
}

afterEach(cleanup);

describe('SchemaForm', () => {
  it('asks for every property by its name', () => {
    mount();
    for (const name of [/Reason/, /Amount/, /Level/, /Extra/]) expect(screen.getByLabelText(name)).toBeDefined();
    expect(screen.getByRole('radio', { name: text.yes })).toBeDefined();
  });

  it('hands on what is entered, and takes out what is emptied', () => {
    const seen = mount({ notes: ['a'] });
    fireEvent.change(screen.getByLabelText(/Reason/), { target: { value: 'Good' } });
    expect(seen).toHaveBeenLastCalledWith({ notes: ['a'], reason: 'Good' });
    fireEvent.change(screen.getByLabelText(/Level/), { target: { value: '1' } });
    expect(seen).toHaveBeenLastCalledWith({ notes: ['a'], reason: 'Good', level: 'high' });
    fireEvent.change(screen.getByLabelText(/Level/), { target: { value: '' } });
    expect(seen).toHaveBeenLastCalledWith({ notes: ['a'], reason: 'Good' });
    fireEvent.click(screen.getByRole('button', { name: text.remove('Notes', 1) }));
    expect(seen).toHaveBeenLastCalledWith({ notes: [], reason: 'Good' });
    fireEvent.click(screen.getByRole('button', { name: text.add('Notes') }));
    expect(seen).toHaveBeenLastCalledWith({ notes: [''], reason: 'Good' });
  });

  it('says what is wrong only once a field was left', () => {
    mount();
    const reason = screen.getByLabelText(/Reason/);
    expect(screen.queryByText(text.required)).toBeNull();
    fireEvent.blur(reason);
    expect(screen.getByText(text.required)).toBeDefined();
    expect(reason.getAttribute('aria-invalid')).toBe('true');
    fireEvent.change(reason, { target: { value: 'Good' } });
    expect(screen.queryByText(text.required)).toBeNull();
  });

  it('shows the faults it is given at their fields', () => {
    mount({}, { '/level': 'The server does not like it.' });
    expect(screen.getByText('The server does not like it.')).toBeDefined();
  });

  it('keeps JSON that is not finished in its field and out of the value', () => {
    const seen = mount({ extra: 1 });
    const field = screen.getByLabelText(/Extra/);
    fireEvent.change(field, { target: { value: '{"a": ' } });
    expect(seen).not.toHaveBeenCalled();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    fireEvent.change(field, { target: { value: '{"a": 2}' } });
    expect(seen).toHaveBeenLastCalledWith({ extra: { a: 2 } });
  });
});
