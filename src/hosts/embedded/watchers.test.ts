import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryJournal } from '#journal/memory-journal.ts';
import { Watchers } from './watchers.ts';

test('a watcher that throws is reported, and the others are told', () => {
  const errors: unknown[] = [];
  const seen: string[] = [];
  const watchers = new Watchers(createMemoryJournal(), (error) => errors.push(error));
  watchers.add(() => {
    throw new Error('clumsy');
  }, undefined);
  const stop = watchers.add((entry) => seen.push(entry.runId), undefined);
  watchers.add((entry) => seen.push(`only ${entry.runId}`), 'run-2');
  watchers.progress('run-1', 'a', {});
  watchers.progress('run-2', 'a', {});
  assert.deepEqual(seen, ['run-1', 'run-2', 'only run-2']);
  assert.equal(errors.length, 2);
  stop();
  watchers.progress('run-1', 'a', {});
  assert.equal(seen.length, 3);
});
