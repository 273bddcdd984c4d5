// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { client } from '#web/api/client.ts';
import { toJournal, toWorkflow } from '../model/testing/events.ts';
import { readSimulation } from './read-simulation.ts';
import { SimulationBar } from './simulation-bar.tsx';

vi.mock('#web/api/client.ts', () => ({ client: { workflow: { timings: vi.fn() } } }));

const BLOCKS = new Map([
  ['data.set', { effect: 'pure' }],
  ['file.list', { effect: 'read' }],
  ['mail.send', { effect: 'effect' }],
] as const);
const WORKFLOW = toWorkflow([
  { id: 'find', name: 'Find files', process: { block: 'file.list' } },
  { id: 'mail', name: 'Send mail', process: { block: 'mail.send' } },
]);
const EVENTS = toJournal([
  { type: 'step-started', path: 'find', attempt: 1 },
  { type: 'step-succeeded', path: 'find', output: [], simulated: true },
  { type: 'step-started', path: 'mail', attempt: 1 },
  { type: 'step-succeeded', path: 'mail', output: {}, simulated: true },
  { type: 'run-finished', status: 'succeeded' },
]);

beforeEach(() => {
  vi.mocked(client.workflow.timings).mockResolvedValue({ runs: 0, steps: [] });
});
afterEach(cleanup);

function draw(isStale = false) {
  const onSelect = vi.fn();
  const answer = { status: 'succeeded', events: EVENTS, moreEvents: 0 } as const;
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <SimulationBar
          result={readSimulation(WORKFLOW, answer, { input: {}, reads: false })}
          blocks={BLOCKS}
          isStale={isStale}
          onAgain={() => undefined}
          onExit={() => undefined}
          onSelect={onSelect}
        />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return onSelect;
}

describe('SimulationBar', () => {
  it('names what would have been written, and no reads', () => {
    const onSelect = draw();
    expect(screen.getByText(/Would write 1:/)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Find files' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Send mail' }));
    expect(onSelect).toHaveBeenCalledWith('mail');
  });

  it('says that there is no history to estimate from', async () => {
    draw();
    expect(await screen.findByText(/no estimate of the time/)).toBeDefined();
  });

  it('says that the workflow was changed since', () => {
    draw(true);
    expect(screen.getByText('The workflow was changed since.')).toBeDefined();
  });
});
