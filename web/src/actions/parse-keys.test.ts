import { describe, expect, it } from 'vitest';
import { matches, type Pressed, parseKeys } from './parse-keys.ts';

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  key,
  code: '',
  metaKey: false,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const fits = (combo: string, pressed: Pressed, apple = false): boolean => {
  const [stroke] = parseKeys(combo);
  return stroke !== undefined && matches(stroke, pressed, apple);
};

describe('a combination of keys', () => {
  it('means ⌘ on Apple keyboards and Ctrl on others by mod', () => {
    expect(fits('mod+k', press('k', { ctrlKey: true }))).toBe(true);
    expect(fits('mod+k', press('k', { metaKey: true }))).toBe(false);
    expect(fits('mod+k', press('k', { metaKey: true }), true)).toBe(true);
    expect(fits('mod+k', press('k', { ctrlKey: true }), true)).toBe(false);
    expect(fits('mod+k', press('k'))).toBe(false);
  });

  it('keeps plain letters apart from held ones', () => {
    expect(fits('g', press('g'))).toBe(true);
    expect(fits('g', press('g', { ctrlKey: true }))).toBe(false);
    expect(fits('g', press('g', { altKey: true }))).toBe(false);
    expect(fits('g', press('G', { shiftKey: true }))).toBe(false);
    expect(fits('mod+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(fits('mod+shift+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(true);
  });

  it('takes signs as they come out, whatever was held to write them', () => {
    expect(fits('?', press('?', { shiftKey: true }))).toBe(true);
    expect(fits('/', press('/'))).toBe(true);
    expect(fits('/', press('/', { shiftKey: true }))).toBe(true);
    expect(fits('[', press('[', { altKey: true }))).toBe(true);
    expect(fits('mod+/', press('/'))).toBe(false);
  });

  it('finds digits with Shift by their place, whatever sign comes out', () => {
    expect(fits('shift+1', press('!', { shiftKey: true, code: 'Digit1' }))).toBe(true);
    expect(fits('shift+1', press('+', { shiftKey: true, code: 'Digit1' }))).toBe(true);
    expect(fits('shift+1', press('1', { shiftKey: true, code: 'Digit1' }))).toBe(true);
    expect(fits('shift+1', press('1', { code: 'Digit1' }))).toBe(false);
    expect(fits('shift+1', press('@', { shiftKey: true, code: 'Digit2' }))).toBe(false);
  });

  it('finds letters by their place on keyboards of other scripts', () => {
    expect(fits('mod+k', press('л', { ctrlKey: true, code: 'KeyK' }))).toBe(true);
    expect(fits('g', press('п', { code: 'KeyG' }))).toBe(true);
    // A layout that has moved the letter decides by the letter.
    expect(fits('z', press('y', { code: 'KeyZ' }))).toBe(false);
  });

  it('knows the names of keys', () => {
    expect(fits('esc', press('Escape'))).toBe(true);
    expect(fits('del', press('Delete'))).toBe(true);
    expect(fits('space', press(' '))).toBe(true);
    expect(fits('mod+plus', press('+', { ctrlKey: true }))).toBe(true);
    expect(fits('arrowup', press('ArrowUp'))).toBe(true);
  });
});
