import { describe, expect, it } from 'vitest';
import type { ClosedApproval } from '#web/api/shapes-of-pages.ts';
import { toOutcome } from './outcome.ts';

const BASE: ClosedApproval = {
  runId: 'r',
  workflowId: 'w',
  path: 'ask',
  kind: 'approval',
  title: 'Pay?',
  askedAt: 0,
  answeredAt: 1,
  outcome: 'answered',
};

describe('toOutcome', () => {
  it.each<[string, Partial<ClosedApproval>]>([
    ['outcomeApproved', { approved: true }],
    ['outcomeDenied', { approved: false }],
    ['outcomeExpired', { outcome: 'expired' }],
    ['outcomeDenied', { outcome: 'expired', approved: false }],
    ['outcomeWithdrawn', { outcome: 'withdrawn' }],
    ['outcomeAgain', { kind: 'uncertain', decision: 'retry' }],
    ['outcomeHappened', { kind: 'uncertain', decision: 'succeeded' }],
    ['outcomeNotHappened', { kind: 'uncertain', decision: 'failed' }],
  ])('says %s of %j', (words, part) => {
    expect(toOutcome({ ...BASE, ...part }).words).toBe(words);
  });
});
