import { describe, expect, it } from 'vitest';
import { defineStrings, translate } from './define-strings.ts';

describe('texts of an area', () => {
  it('are English until another language brings its own, key by key', () => {
    const text = defineStrings('test-area', { title: 'Runs', found: (count: number) => `${count} runs` });
    expect([text.title, text.found(2)]).toEqual(['Runs', '2 runs']);
    translate('test-area', { title: 'Läufe' });
    expect([text.title, text.found(2)]).toEqual(['Läufe', '2 runs']);
    translate('test-area', { found: (count: number) => `${count} Läufe` });
    expect([text.title, text.found(2)]).toEqual(['Runs', '2 Läufe']);
  });
});
