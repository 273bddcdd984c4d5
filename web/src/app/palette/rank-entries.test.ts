import { describe, expect, it } from 'vitest';
import type { Entry } from './entry.ts';
import { rankEntries } from './rank-entries.ts';
import { toSections } from './to-sections.ts';

const entry = (id: string, label: string, more: Partial<Entry> = {}): Entry => ({
  id,
  label,
  kind: 'Workflows',
  run: () => undefined,
  ...more,
});
const ENTRIES = [
  entry('w1', 'Nightly sales report'),
  entry('w2', 'Report licences'),
  entry('w3', 'Expense approval', { keywords: 'finance report' }),
  entry('go', 'Go to approvals', { kind: 'Go to' }),
  entry('de', 'Größenübersicht prüfen'),
  entry('ru', 'Отчёт о продажах'),
];
const find = (query: string, recent: readonly string[] = []): readonly string[] =>
  rankEntries(ENTRIES, query, recent).map(({ id }) => id);

describe('the palette', () => {
  it('puts labels that begin with the words first, then other labels, then other words', () => {
    expect(find('report')).toEqual(['w2', 'w1', 'w3']);
  });

  it('forgives a slip and takes words in any order', () => {
    expect(find('aproval')).toContain('w3');
    expect(find('report nightly')).toEqual(['w1']);
  });

  it('finds words of every script', () => {
    expect(find('übersicht')).toEqual(['de']);
    expect(find('отчёт')).toEqual(['ru']);
  });

  it('prefers what was used before among equals', () => {
    const twins = [entry('a', 'Copy orders'), entry('b', 'Copy orders')];
    expect(rankEntries(twins, 'copy', ['b']).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('is quiet about what it does not find, and about odd texts', () => {
    expect(find('zzzzqqq')).toEqual([]);
    for (const odd of ['(', '\\', '[a-', '*', '-', '"', '   ', '👩‍🚀']) expect(() => find(odd)).not.toThrow();
  });

  it('shows at most 50 lines', () => {
    const many = Array.from({ length: 500 }, (_, index) => entry(`m${index}`, `Import ${index}`));
    expect(rankEntries(many, 'import')).toHaveLength(50);
    expect(rankEntries(many, '')).toHaveLength(50);
  });

  it('answers among 5,000 entries within a frame or two', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => entry(`m${index}`, `Import orders of region ${index}`));
    rankEntries(many, 'warm');
    const started = performance.now();
    rankEntries(many, 'regon 4321');
    expect(performance.now() - started).toBeLessThan(150);
  });
});

describe('the sections of the palette', () => {
  const options = { recentHeading: 'Recent', order: ['Go to', 'Workflows'] };

  it('are what was used, then what is of this page, then the others in their order', () => {
    const all = [...ENTRIES, entry('undo', 'Undo', { kind: 'Canvas' })];
    expect(toSections(all, '', ['w2', 'gone'], options).map(({ heading }) => heading)).toEqual([
      'Recent',
      'Canvas',
      'Go to',
      'Workflows',
    ]);
  });

  it('are one list once something is typed, and none when nothing fits', () => {
    expect(toSections(ENTRIES, 'report', [], options)).toMatchObject([{ heading: undefined }]);
    expect(toSections(ENTRIES, 'zzzzqqq', [], options)).toEqual([]);
  });
});
