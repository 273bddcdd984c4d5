// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { toCode } from './session.ts';

describe('what a person pastes to log in', () => {
  it.each([
    ['http://127.0.0.1:4680/login?code=abcDEF123456', 'abcDEF123456'],
    ['  http://host/login?next=%2Fruns&code=abcDEF12-_.~  ', 'abcDEF12-_.~'],
    ['?code=abcDEF123456#x', 'abcDEF123456'],
    ['abcDEF123456\n', 'abcDEF123456'],
  ])('%s holds a code', (pasted, code) => {
    expect(toCode(pasted)).toBe(code);
  });

  it.each([[''], ['http://127.0.0.1:4680/'], ['short'], ['two words here'], ['?code=%E0%A4%A']])(
    '%s holds none',
    (pasted) => {
      expect(toCode(pasted)).toBeUndefined();
    },
  );
});
