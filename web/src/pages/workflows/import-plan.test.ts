import { describe, expect, it, vi } from 'vitest';

vi.mock('#web/api/client.ts', () => ({ client: {} }));

import { planImport } from './import-plan.ts';
import type { ImportEntry } from './read-import.ts';

const entry = (key: string, id: string, isValid = true): ImportEntry => ({
  key,
  source: `${key}.json`,
  kind: 'document',
  document: { id },
  id,
  name: id,
  stepCount: 0,
  problems: [],
  isValid,
});
const plan = (entries: readonly ImportEntry[], decisions = new Map(), there: readonly string[] = []) =>
  planImport(entries, decisions, (id) => there.includes(id));

describe('planImport', () => {
  it('saves what is new under its own id', () => {
    expect(plan([entry('1', 'a')])[0]).toMatchObject({ clash: 'none', isReady: true, decision: { choice: 'new' } });
  });

  it('gives another id where one is taken, so that nothing is lost unless a person says so', () => {
    expect(plan([entry('1', 'a')], new Map(), ['a', 'a-2'])[0]).toMatchObject({
      clash: 'exists',
      isReady: true,
      decision: { choice: 'other', newId: 'a-3' },
    });
    const asVersion = new Map([['1', { choice: 'version' as const }]]);
    expect(plan([entry('1', 'a')], asVersion, ['a'])[0]).toMatchObject({ isReady: true });
  });

  it('keeps two files with one id apart', () => {
    const [first, second] = plan([entry('1', 'a'), entry('2', 'a')]);
    expect(first).toMatchObject({ clash: 'none', isReady: true });
    expect(second).toMatchObject({ clash: 'twice', isReady: true, decision: { newId: 'a-2' } });
  });

  it.each(['a', 'b', '', 'no spaces please'])('refuses the id %j when it is taken or none', (newId) => {
    const decisions = new Map([['1', { choice: 'other' as const, newId }]]);
    expect(plan([entry('1', 'a')], decisions, ['a', 'b'])[0]?.isReady).toBe(false);
  });

  it('leaves out what has errors, cannot be read, or is not wanted', () => {
    const skip = new Map([['2', { choice: 'skip' as const }]]);
    const unreadable: ImportEntry = { key: '3', source: 'x', kind: 'unreadable', reason: 'It is empty.' };
    expect(plan([entry('1', 'a', false), entry('2', 'b'), unreadable], skip).map((one) => one.isReady)).toEqual([
      false,
      false,
      false,
    ]);
  });
});
