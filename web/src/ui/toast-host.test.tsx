// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toast, toasts } from './toast.ts';
import { ToastHost } from './toast-host.tsx';

const show = () =>
  render(
    <MantineProvider>
      <ToastHost />
    </MantineProvider>,
  );

describe('toasts', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    toasts.setState({ items: [] });
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it('go by themselves, and stand still under the pointer', () => {
    show();
    act(() => void toast.success('Saved'));
    act(() => vi.advanceTimersByTime(4_000));
    fireEvent.pointerEnter(screen.getByRole('region'));
    act(() => vi.advanceTimersByTime(60_000));
    expect(screen.queryByText('Saved')).not.toBeNull();
    fireEvent.pointerLeave(screen.getByRole('region'));
    act(() => vi.advanceTimersByTime(900));
    expect(screen.queryByText('Saved')).not.toBeNull();
    act(() => vi.advanceTimersByTime(200));
    expect(screen.queryByText('Saved')).toBeNull();
  });

  it('offer what can be done about it, once', async () => {
    show();
    const run = vi.fn();
    act(() => void toast.success('Deleted', { action: { label: 'Undo', run } }));
    await act(async () => fireEvent.click(screen.getByText('Undo')));
    expect([run.mock.calls.length, screen.queryByText('Deleted')]).toEqual([1, null]);
  });

  it('tell when what was offered failed', async () => {
    show();
    const run = () => Promise.reject(new Error('It is gone for good.'));
    act(() => void toast.info('Deleted', { action: { label: 'Undo', run } }));
    await act(async () => fireEvent.click(screen.getByText('Undo')));
    await act(async () => vi.advanceTimersByTimeAsync(0));
    expect(screen.getByRole('alert').textContent).toContain('It is gone for good.');
  });

  it('are at most four, and say the same thing once', () => {
    for (let n = 0; n < 9; n++) toast.info(`Message ${n % 6}`);
    expect(toasts.getState().items.map(({ text }) => text)).toEqual([
      'Message 5',
      'Message 0',
      'Message 1',
      'Message 2',
    ]);
  });
});
