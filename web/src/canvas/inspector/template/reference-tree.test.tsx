// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Workflow } from '#contract/workflow.ts';
import { listReferences } from '../../model/references.ts';
import { ReferenceTree } from './reference-tree.tsx';

const workflow: Workflow = {
  flowright: 1,
  id: 'w',
  name: 'W',
  inputs: [],
  steps: [
    { id: 'fetch', process: { block: 'x.y' } },
    { id: 'here', process: { block: 'x.y' } },
  ],
  edges: [{ from: 'fetch', to: 'here' }],
};
const roots = listReferences(
  workflow,
  { kind: 'input', stepId: 'here' },
  { blocks: new Map(), sampleOf: () => ({ body: { orders: [{ id: 7, 'odd key': 1 }] } }) },
);

afterEach(cleanup);

function show() {
  const onPick = vi.fn();
  render(
    <MantineProvider env="test">
      <ReferenceTree roots={roots} onPick={onPick} />
    </MantineProvider>,
  );
  const search = screen.getByRole('searchbox', { name: 'Search values' });
  return { onPick, search, press: (key: string) => fireEvent.keyDown(search, { key }) };
}

describe('the tree of values', () => {
  it('is walked, opened and picked from with the keyboard', () => {
    const { onPick, press } = show();
    press('ArrowRight');
    press('ArrowDown');
    press('ArrowRight');
    press('ArrowDown');
    press('Enter');
    expect(onPick).toHaveBeenCalledWith('fetch.body.orders');
  });
  it('is closed again', () => {
    const { press } = show();
    const before = screen.getAllByRole('treeitem').length;
    press('ArrowRight');
    expect(screen.getAllByRole('treeitem').length).toBeGreaterThan(before);
    press('ArrowLeft');
    expect(screen.getAllByRole('treeitem')).toHaveLength(before);
  });
  it('finds values at any depth, odd keys written so that they can be read', () => {
    const { onPick, search, press } = show();
    fireEvent.change(search, { target: { value: 'odd' } });
    expect(screen.getAllByRole('treeitem')).toHaveLength(1);
    press('Enter');
    expect(onPick).toHaveBeenCalledWith('fetch.body.orders.`odd key`');
  });
  it('says when nothing is found', () => {
    const { search } = show();
    fireEvent.change(search, { target: { value: 'nowhere' } });
    expect(screen.getByText('No value by that name comes before this step.')).toBeTruthy();
  });
});
