// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ErrorInfo } from '#contract/error-info.ts';
import { ERROR_TABLE, isErrorCode } from '#contract/error-table.ts';
import { toCauses } from './cause-chain.ts';
import { ErrorView } from './error-view.tsx';
import { suggest } from './suggestion.ts';

const navigate = vi.hoisted(() => vi.fn());
vi.mock('@tanstack/react-router', () => ({
  useNavigate: () => navigate,
  Link: ({ children }: { readonly children: ReactNode }) => <span>{children}</span>,
}));

afterEach(() => {
  cleanup();
  navigate.mockClear();
});

function draw(
  error: ErrorInfo,
  more: { readonly onRetry?: () => void; readonly onSelect?: (path: string) => void } = {},
) {
  render(
    <MantineProvider>
      <ErrorView error={error} workflowId="shop" stepId="ask" {...more} />
    </MantineProvider>,
  );
}

describe('ErrorView', () => {
  it('leads to the setting that allows a host', () => {
    draw({ code: 'address-refused', message: 'Refused.' });
    fireEvent.click(screen.getByRole('button', { name: 'Allow the host in Settings' }));
    expect(navigate).toHaveBeenCalledWith(expect.objectContaining({ params: { section: 'network' } }));
  });

  it('leads to the step in the editor', () => {
    draw({ code: 'expression-empty', message: 'Nothing there.' });
    fireEvent.click(screen.getByRole('button', { name: 'Open step in editor' }));
    expect(navigate).toHaveBeenCalledWith(
      expect.objectContaining({ params: { workflowId: 'shop' }, search: { step: 'ask' } }),
    );
  });

  it('runs what failed again when that may help, and only when the run has ended', () => {
    const onRetry = vi.fn();
    const error: ErrorInfo = { code: 'request-timeout', message: 'Too slow.' };
    draw(error);
    expect(screen.queryByRole('button', { name: 'Run the failed steps again' })).toBeNull();
    cleanup();
    draw(error, { onRetry });
    fireEvent.click(screen.getByRole('button', { name: 'Run the failed steps again' }));
    expect(onRetry).toHaveBeenCalledOnce();
  });

  it('shows what caused it, and goes to the item that failed', () => {
    const onSelect = vi.fn();
    const data = { index: 3, cause: 'code-failed', step: 'each[3].calc' };
    draw({ code: 'loop-failed', message: 'Item 3 failed.', data }, { onSelect });
    fireEvent.click(screen.getByRole('button', { name: 'each[3].calc' }));
    expect(onSelect).toHaveBeenCalledWith('each[3].calc');
  });
});

describe('toCauses', () => {
  it('follows errors inside errors to the end, and no further than it makes sense', () => {
    const inner = { code: 'request-failed', message: 'Down.', data: { host: 'x' } };
    const middle = { code: 'child-failed', message: 'B failed.', data: { runId: 'r3', error: inner } };
    const causes = toCauses({ code: 'child-failed', message: 'A failed.', data: { runId: 'r2', error: middle } });
    expect(causes).toEqual([
      { code: 'child-failed', message: 'B failed.', runId: 'r2' },
      { code: 'request-failed', message: 'Down.', runId: 'r3' },
    ]);
    expect(toCauses({ code: 'internal', message: 'No.', data: { error: 'text', index: 'x' } })).toEqual([]);
  });
});

describe('suggest', () => {
  it('has a next step for everything that may pass by itself', () => {
    for (const code of Object.keys(ERROR_TABLE)) {
      if (isErrorCode(code) && ERROR_TABLE[code].retry === 'later') {
        expect(suggest({ code, message: '' }), code).toBeDefined();
      }
    }
  });

  it('suggests nothing where the message says it all', () => {
    expect(suggest({ code: 'run-cancelled', message: 'Cancelled.' })).toBeUndefined();
    expect(suggest({ code: 'request-failed', message: '', retry: 'never' })).toBeUndefined();
  });
});
