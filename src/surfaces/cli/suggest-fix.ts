import type { ErrorInfo } from '#contract/error-info.ts';
import { ERROR_TABLE, type ErrorCode } from '#contract/error-table.ts';

const SUGGESTIONS: Partial<Record<ErrorCode, string>> = {
  'expression-empty':
    'Check the names in the expression against the step\'s inputs above, or give a default with "??".',
  'expression-failed': "Try the expression on the step's inputs above; convert or default the value that does not fit.",
  'secret-missing': 'Save the secret under that name, or change the name in the step.',
  'path-refused': 'Add the folder with --allow-root DIR if workflows may touch it.',
  'address-refused': 'Add the host with --allow-private HOST if workflows may reach it.',
  'step-timeout': "Raise the step's timeoutMs, or give it less to do at once.",
  'run-timeout': 'Raise settings.timeoutMs of the workflow.',
  'code-limit': "Give the code less to do at once, or raise the block's limits.",
  'effect-uncertain': 'Find out whether the effect happened, then answer with "flowright runs resume".',
  'child-failed': "Look at the called run: its id is in the error's data.",
};

/** What a person may do about a step's or run's error; undefined when its message says it all. */
export function suggestFix(error: ErrorInfo): string | undefined {
  const suggestion = SUGGESTIONS[error.code];
  if (suggestion !== undefined) return suggestion;
  if ((error.retry ?? ERROR_TABLE[error.code].retry) !== 'later') return undefined;
  return 'This may pass by itself: run the failed steps again with "flowright runs fork", or give the step more retries.';
}
