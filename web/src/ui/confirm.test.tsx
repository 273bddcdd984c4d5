// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { type ConfirmRequest, confirm, openConfirm } from './confirm.tsx';
import { ConfirmHost } from './confirm-host.tsx';

const DELETE: ConfirmRequest = { title: 'Delete it?', text: 'It cannot be undone.', action: 'Delete', danger: true };

/** Asks; the answer comes in an object, because waiting for this must not wait for that. */
async function ask(request: ConfirmRequest): Promise<{ readonly answer: Promise<boolean> }> {
  render(
    <MantineProvider env="test">
      <ConfirmHost />
    </MantineProvider>,
  );
  const asked = { answer: confirm(request) };
  await screen.findByText(request.title);
  return asked;
}

describe('a question', () => {
  afterEach(() => {
    cleanup();
    openConfirm.setState({ isOpen: false, request: undefined });
  });

  it.each([
    ['Delete', true],
    ['Cancel', false],
  ])('is answered by %s', async (button, yes) => {
    const { answer } = await ask(DELETE);
    fireEvent.click(screen.getByRole('button', { name: button }));
    expect(await answer).toBe(yes);
  });

  it('that needs a word lets nobody through without it', async () => {
    const { answer } = await ask({ ...DELETE, typed: 'orders' });
    const button = screen.getByRole('button', { name: 'Delete' });
    expect(button.hasAttribute('disabled')).toBe(true);
    fireEvent.change(screen.getByLabelText('Type orders to confirm'), { target: { value: 'orders' } });
    fireEvent.click(button);
    expect(await answer).toBe(true);
  });

  it('that is asked while another is open answers that one with no', async () => {
    const first = confirm(DELETE);
    const second = confirm({ ...DELETE, title: 'Another?' });
    expect(await first).toBe(false);
    openConfirm.getState().request?.answer(true);
    expect(await second).toBe(true);
  });
});
