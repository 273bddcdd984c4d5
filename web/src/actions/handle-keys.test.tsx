// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handleKeys } from './handle-keys.ts';
import { listActions } from './registry.ts';
import { type Action, useActions } from './use-actions.ts';

function Page({ actions }: { readonly actions: readonly Action[] }) {
  useActions(actions);
  return <input aria-label="Name" />;
}

describe('the keys of a page', () => {
  let stop: () => void;
  beforeEach(() => {
    stop = handleKeys();
  });
  afterEach(() => {
    stop();
    cleanup();
    document.body.replaceChildren();
  });

  it('work while the component is there, and run what it has newest', () => {
    const first = vi.fn();
    const second = vi.fn();
    const make = (run: () => void): readonly Action[] => [{ id: 'a', label: 'A', group: 'G', keys: 'n', run }];
    const { rerender, unmount } = render(<Page actions={make(first)} />);
    rerender(<Page actions={make(second)} />);
    fireEvent.keyDown(document.body, { key: 'n' });
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
    unmount();
    fireEvent.keyDown(document.body, { key: 'n' });
    expect([second.mock.calls.length, listActions()]).toEqual([1, []]);
  });

  it('are left alone while a text is typed, unless they say otherwise', () => {
    const plain = vi.fn();
    const always = vi.fn();
    const { getByLabelText } = render(
      <Page
        actions={[
          { id: 'a', label: 'A', group: 'G', keys: 'n', run: plain },
          { id: 'b', label: 'B', group: 'G', keys: 'mod+k', whileTyping: true, run: always },
        ]}
      />,
    );
    const field = getByLabelText('Name');
    fireEvent.keyDown(field, { key: 'n' });
    fireEvent.keyDown(field, { key: 'k', ctrlKey: true });
    expect([plain.mock.calls.length, always.mock.calls.length]).toEqual([0, 1]);
  });

  it('do nothing below a dialog, but for those of the dialog', () => {
    const page = vi.fn();
    const dialog = vi.fn();
    render(
      <Page
        actions={[
          { id: 'a', label: 'A', group: 'G', keys: 'n', run: page },
          { id: 'b', label: 'B', group: 'G', keys: 'm', inDialogs: true, run: dialog },
        ]}
      />,
    );
    const modal = document.createElement('div');
    modal.setAttribute('role', 'dialog');
    modal.setAttribute('aria-modal', 'true');
    document.body.append(modal);
    fireEvent.keyDown(document.body, { key: 'n' });
    fireEvent.keyDown(document.body, { key: 'm' });
    expect([page.mock.calls.length, dialog.mock.calls.length]).toEqual([0, 1]);
  });

  it('skip what cannot be done now, what is held down, and what somebody else has handled', () => {
    const run = vi.fn();
    let isOn = false;
    render(<Page actions={[{ id: 'a', label: 'A', group: 'G', keys: 'n', when: () => isOn, run }]} />);
    fireEvent.keyDown(document.body, { key: 'n' });
    isOn = true;
    fireEvent.keyDown(document.body, { key: 'n', repeat: true });
    const handled = new KeyboardEvent('keydown', { key: 'n', bubbles: true, cancelable: true });
    handled.preventDefault();
    document.body.dispatchEvent(handled);
    expect(run).not.toHaveBeenCalled();
    fireEvent.keyDown(document.body, { key: 'n' });
    expect(run).toHaveBeenCalledOnce();
  });
});
