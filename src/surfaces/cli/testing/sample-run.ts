import type { RunEvent } from '#contract/run-event.ts';
import { Workflow } from '#contract/workflow.ts';

/** A workflow of two steps, the second a loop. */
export const ORDERS: Workflow = Workflow.parse({
  flowright: 1,
  id: 'orders',
  name: 'Orders',
  steps: [
    { id: 'fetch', name: 'Fetch orders', process: { block: 'network.http_request' } },
    {
      id: 'each',
      process: { block: 'control.for_each' },
      body: { steps: [{ id: 'send', process: { block: 'network.http_request' } }], edges: [] },
    },
  ],
  edges: [{ from: 'fetch', to: 'each' }],
});

const ITEM_ERROR = { code: 'request-failed', message: 'The shop did not answer. Try again later.' } as const;

/** Events of a run of {@link ORDERS}: fetch fails once, then a loop of three items, the second of which fails. */
export const ORDERS_EVENTS: readonly RunEvent[] = [
  {
    type: 'run-created',
    at: 0,
    workflow: { id: 'orders', version: 1 },
    input: { day: 'x' },
    trigger: { kind: 'cli' },
    depth: 0,
  },
  { type: 'run-started', at: 0 },
  { type: 'step-started', at: 0, path: 'fetch', attempt: 1, input: { url: 'https://shop.example' } },
  { type: 'step-failed', at: 100, path: 'fetch', attempt: 1, error: ITEM_ERROR, jitter: 0 },
  { type: 'retry-due', at: 1_100, path: 'fetch' },
  { type: 'step-started', at: 1_100, path: 'fetch', attempt: 2 },
  { type: 'step-succeeded', at: 2_300, path: 'fetch', output: { orders: [1, 2, 3] } },
  { type: 'step-started', at: 2_300, path: 'each', attempt: 1 },
  { type: 'loop-started', at: 2_300, path: 'each', count: 3, concurrency: 1, onItemError: 'collect', collect: false },
  ...[0, 1, 2].flatMap((index): RunEvent[] => {
    const path = `each[${index}].send`;
    const at = 2_400 + index * 100;
    const started: RunEvent = { type: 'step-started', at, path, attempt: 1 };
    if (index !== 1) {
      return [
        started,
        { type: 'step-succeeded', at: at + 50, path, output: {} },
        { type: 'iteration-finished', at: at + 50, path: 'each', index },
      ];
    }
    return [
      started,
      { type: 'step-failed', at: at + 50, path, attempt: 1, error: ITEM_ERROR, jitter: 0 },
      { type: 'iteration-finished', at: at + 50, path: 'each', index, error: ITEM_ERROR },
    ];
  }),
  { type: 'step-succeeded', at: 2_800, path: 'each', output: { count: 3 } },
];

/** The end of a run that succeeded. */
export const SUCCEEDED: RunEvent = { type: 'run-finished', at: 2_800, status: 'succeeded', output: { report: 'done' } };
