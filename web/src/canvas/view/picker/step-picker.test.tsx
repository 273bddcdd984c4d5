// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { EditorContext } from '../../store/editor-store.ts';
import { toRow, toStore } from '../../testing/to-store.ts';
import { StepPicker } from './step-picker.tsx';

afterEach(cleanup);

function open() {
  const store = toStore(toRow(['a']));
  const request = { placement: { kind: 'after' as const, stepId: 'a' }, screen: { x: 10, y: 10 } };
  store.getState().patchView({ picker: request });
  const picked: string[] = [];
  render(
    <MantineProvider env="test">
      <EditorContext.Provider value={store}>
        <StepPicker request={request} onPick={(block) => picked.push(block.id)} />
      </EditorContext.Provider>
    </MantineProvider>,
  );
  return { store, picked, field: screen.getByRole('combobox') };
}

const current = () => screen.getAllByRole('option').find((option) => option.getAttribute('aria-selected') === 'true');

describe('the list of blocks', () => {
  it('has the focus at once, and a block chosen', () => {
    const { field } = open();
    expect(document.activeElement).toBe(field);
    expect(field.getAttribute('aria-activedescendant')).toBe(current()?.id);
  });

  it('filters as one types, and adds with Enter', () => {
    const { field, picked } = open();
    fireEvent.change(field, { target: { value: 'http' } });
    expect(screen.getAllByRole('option')).toHaveLength(1);
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(picked).toEqual(['network.http_request']);
  });

  it('walks with the arrows and round at the end', () => {
    const { field } = open();
    const first = current()?.id;
    fireEvent.keyDown(field, { key: 'ArrowDown' });
    expect(current()?.id).not.toBe(first);
    fireEvent.keyDown(field, { key: 'ArrowUp' });
    expect(current()?.id).toBe(first);
    fireEvent.keyDown(field, { key: 'ArrowUp' });
    expect(current()).toBe(screen.getAllByRole('option').at(-1));
  });

  it('says when no block fits, and closes with Escape', () => {
    const { field, store, picked } = open();
    fireEvent.change(field, { target: { value: 'zzzz' } });
    expect(screen.queryAllByRole('option')).toEqual([]);
    expect(screen.getByText(/No block fits/)).toBeDefined();
    fireEvent.keyDown(field, { key: 'Enter' });
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(picked).toEqual([]);
    expect(store.getState().picker).toBeUndefined();
  });
});
