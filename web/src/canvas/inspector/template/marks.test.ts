import { describe, expect, it } from 'vitest';
import type { PlacedProblem } from '../form/placed-problem.ts';
import { toMarks } from './marks.ts';

const problem = (message: string, more: Partial<PlacedProblem> = {}): PlacedProblem => ({
  severity: 'error',
  code: 'unknown-reference',
  pointer: '/steps/0/input/url',
  message,
  ...more,
});
const marked = (text: string, ...problems: readonly PlacedProblem[]) =>
  toMarks(text, problems).map(({ from, to }) => text.slice(from, to));

describe('marks of problems in a text', () => {
  it('stand at the piece the offset is in', () => {
    expect(marked('{{ a.b + }}', problem('Unexpected', { offset: 7 }))).toEqual(['+']);
    expect(marked('{{ abc.d }}', problem('Unexpected', { offset: 4 }))).toEqual(['abc']);
  });
  it('stand at the last piece when the text is shorter than it was', () => {
    expect(marked('{{ a', problem('Unexpected', { offset: 90 }))).toEqual(['a']);
  });
  it('find the name a message is about, not those it only quotes', () => {
    expect(
      marked('{{ a + nope.x }}', problem('The expression `a + nope.x` names nope, which does not exist.')),
    ).toEqual(['nope']);
    expect(marked('{{ a }}', problem('The expression `a` fails.'))).toEqual([]);
  });
  it('leave out what is about something inside of the value, and an empty text', () => {
    expect(marked('{{ a }}', problem('names a', { below: '/x' }))).toEqual([]);
    expect(marked('', problem('names a', { offset: 0 }))).toEqual([]);
  });
  it('say what is wrong and what to do', () => {
    expect(toMarks('{{ a }}', [problem('It names a.', { hint: 'Use b.' })])[0]?.message).toBe('It names a. Use b.');
  });
});
