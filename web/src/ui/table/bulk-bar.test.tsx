// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type BulkAction, BulkBar } from './bulk-bar.tsx';
import { text } from './strings.ts';

afterEach(cleanup);

function mount(action: Partial<BulkAction>, selected = ['a', 'b']) {
  const onSelect = vi.fn();
  render(
    <MantineProvider env="test">
      <BulkBar
        selected={new Set(selected)}
        onSelect={onSelect}
        toName={(id) => `Run ${id}`}
        actions={[{ id: 'cancel', label: 'Cancel', ...action }]}
      />
    </MantineProvider>,
  );
  return onSelect;
}

describe('BulkBar', () => {
  it('names what failed, keeps it selected, and tries it again', async () => {
    const each = vi.fn(async (id: string) => {
      if (id === 'b') throw new Error('It has ended.');
    });
    const onSelect = mount({ each });
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText('It has ended.', { exact: false })).toBeDefined();
    expect(screen.getByText('Run b')).toBeDefined();
    expect(onSelect).toHaveBeenLastCalledWith(new Set(['b']));
    fireEvent.click(screen.getByRole('button', { name: text.tryFailedAgain }));
    await vi.waitFor(() => expect(each).toHaveBeenCalledTimes(3));
    expect(each).toHaveBeenLastCalledWith('b');
  });

  it('does nothing when the person says no', async () => {
    const each = vi.fn(async () => {});
    const before = vi.fn(async () => false);
    mount({ each, before });
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await vi.waitFor(() => expect(before).toHaveBeenCalledWith(['a', 'b']));
    expect(each).not.toHaveBeenCalled();
  });

  it('offers only what goes with so many, and is not there for none', () => {
    mount({ when: (ids) => ids.length === 1 });
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
    cleanup();
    mount({}, []);
    expect(screen.queryByRole('region')).toBeNull();
  });
});
