// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { client } from '#web/api/client.ts';
import { createInstance, type InstanceView } from '../model/instance.ts';
import { ApprovalForm } from './approval-form.tsx';
import { TimerView } from './timer-view.tsx';
import { UncertainForm } from './uncertain-form.tsx';
import { WaitView } from './wait-view.tsx';

vi.mock('#web/api/client.ts', () => ({
  client: { run: { answer: vi.fn(), resume: vi.fn(), get: vi.fn() }, approval: { list: vi.fn() } },
}));
// What measures its text or scrolls needs a layout, and there is none here.
vi.mock('#web/ui/data-view.tsx', () => ({
  DataView: ({ value }: { readonly value: unknown }) => <pre>{JSON.stringify(value)}</pre>,
}));
vi.mock('#web/ui/code-editor.tsx', () => ({
  CodeEditor: (props: {
    readonly label: string;
    readonly value: string;
    readonly onChange: (value: string) => void;
  }) => (
    <textarea
      aria-label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  ),
}));

const answer = vi.mocked(client.run.answer);
const resume = vi.mocked(client.run.resume);

beforeEach(() => {
  // Growing text areas wait for fonts, which this DOM does not know.
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
  answer.mockResolvedValue({ runId: 'r', status: 'running' });
  resume.mockResolvedValue({ runId: 'r', status: 'running' });
});
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

function draw(node: ReactNode): void {
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        {node}
      </QueryClientProvider>
    </MantineProvider>,
  );
}

const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const sentAnswer = (): unknown => answer.mock.calls[0]?.[0];
const sentDecision = (): unknown => resume.mock.calls[0]?.[0];

describe('ApprovalForm', () => {
  const schema = { type: 'object', properties: { cost: { type: 'string', title: 'Cost centre' } }, required: ['cost'] };

  it('approves with the form and a comment', async () => {
    draw(<ApprovalForm runId="r" path="ask" wait={{ kind: 'approval', title: 'Pay?', schema }} />);
    fireEvent.change(screen.getByRole('textbox', { name: /Cost centre/ }), { target: { value: 'IT' } });
    fireEvent.change(screen.getByRole('textbox', { name: /Comment/ }), { target: { value: ' fine ' } });
    fireEvent.click(button('Approve'));
    await waitFor(() => expect(answer).toHaveBeenCalledOnce());
    expect(sentAnswer()).toEqual({ runId: 'r', path: 'ask', approved: true, comment: 'fine', answer: { cost: 'IT' } });
  });

  it('does not approve while a field that is needed is empty, but lets a person reject', async () => {
    draw(<ApprovalForm runId="r" path="ask" wait={{ kind: 'approval', title: 'Pay?', schema }} />);
    fireEvent.click(button('Approve'));
    expect(screen.getByText('Some fields need a look before you can approve.')).toBeDefined();
    expect(answer).not.toHaveBeenCalled();
    fireEvent.click(button('Reject'));
    await waitFor(() => expect(answer).toHaveBeenCalledOnce());
    expect(sentAnswer()).toEqual({ runId: 'r', path: 'ask', approved: false });
  });

  it('shows what it is about, and says why an answer was refused', async () => {
    answer.mockRejectedValue(new Error('Somebody was quicker.'));
    const context = { total: 1_200 };
    draw(
      <ApprovalForm runId="r" path="ask" wait={{ kind: 'approval', title: 'Pay?', message: 'Old laptop', context }} />,
    );
    expect(screen.getByText('Old laptop')).toBeDefined();
    expect(screen.getByText('{"total":1200}')).toBeDefined();
    fireEvent.click(button('Approve'));
    expect(await screen.findByText('Somebody was quicker.')).toBeDefined();
  });
});

describe('UncertainForm', () => {
  it('shows what was sent and takes the result of what happened', async () => {
    draw(<UncertainForm runId="r" path="pay" sent={{ amount: 5 }} />);
    expect(screen.getByText('{"amount":5}')).toBeDefined();
    fireEvent.change(screen.getByRole('textbox', { name: /Result/ }), { target: { value: '{"id":7}' } });
    fireEvent.click(button('It happened'));
    await waitFor(() => expect(resume).toHaveBeenCalledOnce());
    expect(sentDecision()).toEqual({ runId: 'r', path: 'pay', decision: 'succeeded', output: { id: 7 } });
  });

  it('sends nothing when the result is no JSON', () => {
    draw(<UncertainForm runId="r" path="pay" sent={undefined} />);
    fireEvent.change(screen.getByRole('textbox', { name: /Result/ }), { target: { value: '{' } });
    fireEvent.click(button('It happened'));
    expect(screen.getByText('This is no JSON.')).toBeDefined();
    expect(resume).not.toHaveBeenCalled();
  });

  it.each([
    ['It did not happen', 'failed'],
    ['Send it again', 'retry'],
  ])('decides with "%s"', async (name, decision) => {
    draw(<UncertainForm runId="r" path="pay" sent={{}} />);
    fireEvent.click(button(name));
    await waitFor(() => expect(resume).toHaveBeenCalledOnce());
    expect(sentDecision()).toEqual({ runId: 'r', path: 'pay', decision });
  });
});

describe('WaitView', () => {
  const row = (more: Partial<InstanceView>): InstanceView => ({ ...createInstance('ask', 0, 3), ...more });

  it('shows nothing for a step that does not wait', () => {
    draw(<WaitView runId="r" row={row({ status: 'succeeded', endedAt: 5 })} sent={undefined} />);
    expect(screen.queryByRole('heading')).toBeNull();
  });

  it('asks the server what a step waits for when its events were not read', async () => {
    vi.mocked(client.run.get).mockReturnValue(new Promise(() => undefined));
    vi.mocked(client.approval.list).mockResolvedValue({
      items: [{ runId: 'r', workflowId: 'w', path: 'ask', kind: 'approval', title: 'Pay?', askedAt: 0 }],
    });
    draw(<WaitView runId="r" row={row({ status: 'waiting' })} sent={undefined} />);
    expect(await screen.findByRole('heading', { name: 'Pay?' })).toBeDefined();
  });

  it('lets a callback be answered in place', async () => {
    draw(
      <WaitView runId="r" row={row({ status: 'waiting', wait: { kind: 'callback', token: 't' } })} sent={undefined} />,
    );
    fireEvent.change(screen.getByRole('textbox', { name: 'Answer as JSON' }), { target: { value: 'null' } });
    fireEvent.click(button('Send answer'));
    await waitFor(() => expect(answer).toHaveBeenCalledOnce());
    expect(sentAnswer()).toEqual({ runId: 'r', path: 'ask', data: null });
  });

  it('counts down to the next attempt', () => {
    const error = { code: 'request-failed', message: 'Down.' } as const;
    const errors = [{ attempt: 1, at: 0, error, retryAt: Date.now() + 90_000 }];
    draw(<WaitView runId="r" row={row({ status: 'retrying', errors })} sent={undefined} />);
    expect(screen.getByRole('timer').textContent).toMatch(/^in 1 min/);
  });
});

describe('TimerView', () => {
  it('says that a time that has come is any moment now', () => {
    draw(<TimerView title="Waits" dueAt={1_000} />);
    expect(screen.getByRole('timer').textContent).toBe('any moment now');
  });
});
