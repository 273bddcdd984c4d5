import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunEvent } from '#contract/run-event.ts';
import { createStepLines } from './step-lines.ts';

const plain = (_: string, text: string) => text;

function watch(isTTY: boolean) {
  const screen = { written: '', now: 0 };
  const lines = createStepLines({
    sink: {
      isTTY,
      columns: 60,
      write: (text: string) => {
        screen.written += text;
      },
    },
    paint: plain,
    names: new Map([['each', 'Each order']]),
    now: () => screen.now,
  });
  return { lines, screen };
}

const started = (path: string, at = 0, attempt = 1): RunEvent => ({ type: 'step-started', at, path, attempt });
const succeeded = (path: string, at: number): RunEvent => ({ type: 'step-succeeded', at, path, output: null });
const item = (index: number, at: number): readonly RunEvent[] => [
  started(`each[${index}].a`, at),
  succeeded(`each[${index}].a`, at),
  { type: 'iteration-finished', at, path: 'each', index },
];
const loop: RunEvent = {
  type: 'loop-started',
  at: 0,
  path: 'each',
  count: 1_000,
  concurrency: 1,
  onItemError: 'fail',
  collect: false,
};

test('a terminal shows what goes on below the lines, and clears it', () => {
  const { lines, screen } = watch(true);
  lines.see([started('each'), loop, ...item(0, 1), ...item(1, 2)]);
  assert.equal(screen.written, '▶ each 2/1000 items 0 ms');
  screen.now = 1_500;
  screen.written = '';
  lines.tick();
  assert.equal(screen.written, '\r\u001b[2K▶ each 2/1000 items 1.5 s');
  screen.written = '';
  lines.finish();
  assert.equal(screen.written, '\r\u001b[2K');
});

test('what goes on is not drawn for each of many events', () => {
  const { lines, screen } = watch(true);
  lines.see([started('each'), loop]);
  screen.written = '';
  for (let index = 0; index < 500; index++) lines.see(item(index, index));
  assert.equal(screen.written, '');
});

test('without a terminal a long loop tells its count now and then', () => {
  const { lines, screen } = watch(false);
  lines.see([
    started('each'),
    loop,
    ...Array.from({ length: 31 }, (_, index) => item(index, 1_000 + index * 1_000)).flat(),
    succeeded('each', 40_000),
  ]);
  assert.equal(
    screen.written,
    [
      '▶ Each order 11/1000 items',
      '▶ Each order 21/1000 items',
      '▶ Each order 31/1000 items',
      '✔ Each order 40.0 s · 31/1000 items',
      '',
    ].join('\n'),
  );
});

test('waits, uncertain effects, called runs and cancelled steps have their own signs', () => {
  const { lines, screen } = watch(false);
  lines.see([
    { type: 'step-waiting', at: 0, path: 'ask', wait: { kind: 'approval', title: 'Send\u001b[2J it?' } },
    { type: 'step-waiting', at: 0, path: 'hook', wait: { kind: 'callback', token: 't' } },
    { type: 'step-uncertain', at: 0, path: 'send', attempt: 1 },
    { type: 'child-started', at: 0, path: 'call', runId: 'r2', workflow: { id: 'other', version: 1 }, input: null },
    { type: 'step-cancelled', at: 0, path: 'call' },
    { type: 'run-timed-out', at: 0 },
  ]);
  assert.equal(
    screen.written,
    [
      '◷ ask asks: Send\\u001b[2J it?',
      '◷ hook waits for a callback',
      '? send was cut off: whether its effect happened is unknown',
      '▶ call calls other (run r2)',
      '⊘ call cancelled',
      "⧖ The run's time is over",
      '',
    ].join('\n'),
  );
});

test('a handler that reports a message shows it while it works', () => {
  const { lines, screen } = watch(true);
  lines.see([started('fetch')]);
  screen.now = 500;
  screen.written = '';
  lines.progress('fetch', { message: 'page 3\n of 9' });
  assert.equal(screen.written, '\r\u001b[2K▶ fetch page 3 of 9 500 ms');
});
