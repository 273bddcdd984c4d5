// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import { keepDeclared, toDefaultInput, toInputSchema } from './input-schema.ts';
import { readJsonObject } from './read-json-object.ts';
import { recallInput, rememberInput } from './remembered-input.ts';
import { RunForm } from './run-form.tsx';

const WORKFLOW: Workflow = {
  flowright: 1,
  id: 'expenses',
  name: 'Expenses',
  inputs: [
    { id: 'purpose', type: 'string', required: true },
    { id: 'amount', type: 'number', required: false, default: 5 },
  ],
  steps: [],
  edges: [],
};

afterEach(() => {
  cleanup();
  localStorage.clear();
});

function renderForm(workflow = WORKFLOW, initial?: Record<string, string>) {
  const onSubmit = vi.fn();
  render(
    <MantineProvider>
      <RunForm
        workflow={workflow}
        action="Run"
        onSubmit={onSubmit}
        onCancel={() => undefined}
        {...(initial === undefined ? {} : { initial })}
      />
    </MantineProvider>,
  );
  return onSubmit;
}

describe('RunForm', () => {
  it('asks for what is required before anything starts', () => {
    const onSubmit = renderForm();
    fireEvent.click(screen.getByRole('button', { name: 'Run' }));
    expect(onSubmit).not.toHaveBeenCalled();
    expect(screen.getByText('Some fields need a look before this can start.')).toBeDefined();
  });

  it('starts with defaults and what was typed, and remembers it', () => {
    const onSubmit = renderForm();
    fireEvent.change(screen.getByRole('textbox', { name: /purpose/ }), { target: { value: 'Lunch' } });
    fireEvent.click(screen.getByRole('button', { name: 'Run' }));
    expect(onSubmit).toHaveBeenCalledWith({ input: { purpose: 'Lunch', amount: 5 }, reads: false });
    expect(recallInput('expenses')).toEqual({ purpose: 'Lunch', amount: 5 });
  });

  it('opens with the input of the run that is run again', () => {
    const onSubmit = renderForm(WORKFLOW, { purpose: 'Taxi', old: 'gone' });
    fireEvent.click(screen.getByRole('button', { name: 'Run' }));
    expect(onSubmit).toHaveBeenCalledWith({ input: { purpose: 'Taxi' }, reads: false });
  });

  it('lets a workflow without inputs start at once', () => {
    const onSubmit = renderForm({ ...WORKFLOW, inputs: [] });
    fireEvent.click(screen.getByRole('button', { name: 'Run' }));
    expect(onSubmit).toHaveBeenCalledWith({ input: {}, reads: false });
  });
});

describe('the input of a run', () => {
  it('is described as JSON Schema', () => {
    expect(toInputSchema(WORKFLOW)).toMatchObject({
      required: ['purpose'],
      properties: { amount: { type: 'number', default: 5 } },
    });
    expect(toDefaultInput(WORKFLOW)).toEqual({ amount: 5 });
  });

  it('is kept as far as the workflow still asks for it', () => {
    expect(keepDeclared(WORKFLOW, { purpose: 'x', other: 1 })).toEqual({ purpose: 'x' });
    expect(keepDeclared({ inputs: [] }, { other: 1 })).toEqual({ other: 1 });
  });

  it('is not remembered when it is very large, or broken in storage', () => {
    rememberInput('w', { big: 'x'.repeat(60_000) });
    expect(recallInput('w')).toBeUndefined();
    localStorage.setItem('flowright.input.w', '[1]');
    expect(recallInput('w')).toBeUndefined();
    localStorage.setItem('flowright.input.w', '{');
    expect(recallInput('w')).toBeUndefined();
  });

  it('is an object when typed as JSON', () => {
    expect(readJsonObject('  ')).toEqual({ value: {} });
    expect(readJsonObject('{"a":1}')).toEqual({ value: { a: 1 } });
    expect(readJsonObject('[1]')).toHaveProperty('fault');
    expect(readJsonObject('{')).toHaveProperty('fault');
  });
});
