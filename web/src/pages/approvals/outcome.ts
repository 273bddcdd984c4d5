import type { ClosedApproval } from '#web/api/shapes-of-pages.ts';
import type { Status } from '#web/ui/status.ts';

/** Names of the words for an outcome, in strings.ts. */
type OutcomeWords =
  | 'outcomeApproved'
  | 'outcomeDenied'
  | 'outcomeExpired'
  | 'outcomeWithdrawn'
  | 'outcomeAgain'
  | 'outcomeHappened'
  | 'outcomeNotHappened';

/** How a question ended: the shape it shows and its words. */
export function toOutcome({ outcome, kind, approved, decision }: ClosedApproval): {
  readonly status: Status;
  readonly words: OutcomeWords;
} {
  if (outcome === 'withdrawn') return { status: 'cancelled', words: 'outcomeWithdrawn' };
  if (kind === 'uncertain' && decision !== undefined) {
    if (decision === 'retry') return { status: 'retrying', words: 'outcomeAgain' };
    return decision === 'succeeded'
      ? { status: 'succeeded', words: 'outcomeHappened' }
      : { status: 'failed', words: 'outcomeNotHappened' };
  }
  if (outcome === 'expired' && approved === undefined) return { status: 'timed-out', words: 'outcomeExpired' };
  return approved === true
    ? { status: 'succeeded', words: 'outcomeApproved' }
    : { status: 'failed', words: 'outcomeDenied' };
}
