import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { createMemoryJournal } from '#journal/memory-journal.ts';
import { flushFor, isRefusalOf } from './flush-for.ts';

const refusal = (...runIds: string[]) =>
  new AppError('conflict', 'Another process has taken runs over.', { data: { runIds } });
const failing = (error: Error) => ({ ...createMemoryJournal(), flush: () => Promise.reject(error) });

describe('waiting for the disk on behalf of a run', () => {
  it('does not mind that another run was refused', async () => {
    await flushFor(failing(refusal('other')), 'mine');
    await flushFor(failing(refusal('other')), '');
  });

  it('rejects when this run was refused, or nothing could be written', async () => {
    const full = new AppError('storage-full', 'The disk is full.');
    const other = new AppError('conflict', 'Something else.');
    for (const error of [refusal('other', 'mine'), full, other, new Error('broken')])
      await assert.rejects(flushFor(failing(error), 'mine'), error);
  });

  it('tells refusals from other errors', () => {
    assert.equal(isRefusalOf(refusal('a'), undefined), true);
    assert.equal(isRefusalOf(refusal('a'), 'b'), false);
    assert.equal(isRefusalOf(new AppError('conflict', 'x'), undefined), false);
    assert.equal(isRefusalOf('conflict', undefined), false);
  });
});
