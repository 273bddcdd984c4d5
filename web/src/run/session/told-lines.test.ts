import { describe, expect, it } from 'vitest';
import { createToldLines } from './told-lines.ts';

const toLogged = (seq: number, at: number, message: string) =>
  ({ seq, event: { type: 'step-logged', at, path: 'a', attempt: 1, level: 'info', message } }) as const;
const toTexts = (lines: ReturnType<typeof createToldLines>) => lines.all().map(({ text }) => text);

describe('createToldLines', () => {
  it('puts log lines and live messages in the order of their time', () => {
    const lines = createToldLines();
    lines.addLive('a', { message: 'half way' }, 20);
    lines.addLog(toLogged(3, 10, 'begun'));
    lines.addLog(toLogged(4, 30, 'done'));
    expect(toTexts(lines)).toEqual(['begun', 'half way', 'done']);
  });
  it('takes a line once, though it comes with the stream and with the page before it', () => {
    const lines = createToldLines();
    lines.addLog(toLogged(3, 10, 'begun'));
    lines.addLog(toLogged(3, 10, 'begun'));
    lines.addEarlier([
      { seq: 2, at: 9, path: 'a', attempt: 1, level: 'warn', message: 'slow' },
      { seq: 3, at: 10, path: 'a', attempt: 1, level: 'info', message: 'begun' },
    ]);
    expect(toTexts(lines)).toEqual(['slow', 'begun']);
  });
  it('joins text that streams in pieces until the line breaks', () => {
    const lines = createToldLines();
    for (const delta of ['Once ', 'upon\n', 'a time']) lines.addLive('a', { delta }, 1);
    expect(toTexts(lines)).toEqual(['Once upon\n', 'a time']);
  });
  it('begins a line when a step begins again', () => {
    const lines = createToldLines();
    lines.addLive('a', { delta: 'Once ' }, 1);
    lines.endLine();
    lines.addLive('a', { delta: 'Once ' }, 2);
    lines.addLive('a', { delta: 'upon' }, 3);
    expect(toTexts(lines)).toEqual(['Once ', 'Once upon']);
  });
  it('shows a log line once, though it is told live before or after it is on disk', () => {
    const lines = createToldLines();
    lines.addLive('a', { log: { level: 'info', message: 'begun' } }, 10);
    expect(lines.all()).toMatchObject([{ level: 'info', text: 'begun' }]);
    lines.addLog(toLogged(3, 10, 'begun'));
    lines.addLog(toLogged(4, 20, 'done'));
    lines.addLive('a', { log: { level: 'info', message: 'done' } }, 21);
    lines.addLive('a', { log: { level: 'info', message: 'not kept any more' } }, 22);
    expect(toTexts(lines)).toEqual(['begun', 'done', 'not kept any more']);
  });
  it('keeps the newest of endless live messages', () => {
    const lines = createToldLines();
    for (let n = 1; n <= 5_000; n += 1) lines.addLive('a', { message: String(n) }, n);
    expect(lines.all().length).toBeLessThanOrEqual(1_000);
    expect(lines.all().at(-1)?.text).toBe('5000');
  });
  it('gives the same list until something was said, and shows what has no text as JSON', () => {
    const lines = createToldLines();
    lines.addLive('a', { done: 3 }, 1);
    expect(lines.all()).toBe(lines.all());
    expect(toTexts(lines)).toEqual(['{"done":3}']);
  });
});
