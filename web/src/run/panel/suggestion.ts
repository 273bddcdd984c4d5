import { isRetryable } from '#contract/app-error.ts';
import type { ErrorInfo } from '#contract/error-info.ts';
import type { ErrorCode } from '#contract/error-table.ts';
import { defineStrings } from '#web/strings/define-strings.ts';

/** What a person may do next about an error. */
export interface Suggestion {
  readonly text: string;
  readonly action: SuggestedAction;
}

/** Where the next step is done. */
export type SuggestedAction =
  | { readonly kind: 'edit-step'; readonly label: string }
  | { readonly kind: 'edit-workflow'; readonly label: string }
  | { readonly kind: 'settings'; readonly label: string; readonly section: string }
  | { readonly kind: 'connections'; readonly label: string }
  | { readonly kind: 'open-run'; readonly label: string; readonly runId: string }
  | { readonly kind: 'retry'; readonly label: string };

const text = defineStrings('run-suggestions', {
  editStep: 'Open step in editor',
  editRetry: 'Add a retry to the step',
  editTimeout: 'Raise the time limit of the step',
  editWorkflow: 'Open workflow settings',
  allowHost: 'Allow the host in Settings',
  allowFolder: 'Allow the folder in Settings',
  setSecret: 'Set the secret',
  openRun: 'Open the called run',
  retry: 'Run the failed steps again',
  expression: 'The expression met data it was not written for. See the input below, and give a default with ??.',
  input: 'A value of the step does not fit its field. The input below shows what it was.',
  secret: 'Set the secret under that name, or change the name in the step.',
  address: 'Private addresses are refused unless they are allowed. Allow the host if workflows may reach it.',
  folder: 'Folders are refused unless they are allowed. Allow the folder if workflows may touch it.',
  stepTimeout: 'Give the step more time, or less to do at once.',
  runTimeout: 'Give the workflow more time.',
  mayPass: 'This may pass by itself. Run the failed steps again; more attempts can be set on the step.',
  child: 'The called run says what went wrong in it.',
  loop: 'One item failed. The iterations show which; the loop can also go on without it.',
  code: 'The code threw an error. Its input stands below.',
  rejected: 'The other side refused what was sent. Compare the input with what it expects.',
  expired: 'Nobody answered in time. Give the question more time, or decide what happens when it expires.',
  stopped: 'A stop step ended the run on purpose.',
  block: 'The block of this step is not installed here.',
});

const EDIT: SuggestedAction = { kind: 'edit-step', label: text.editStep };

/** What to do about an error; undefined when its message says it all. */
export function suggest(error: ErrorInfo): Suggestion | undefined {
  const known = byCode(error);
  if (known !== undefined) return known;
  if (!isRetryable(error)) return undefined;
  return { text: text.mayPass, action: { kind: 'retry', label: text.retry } };
}

function byCode(error: ErrorInfo): Suggestion | undefined {
  const runId = error.data?.runId;
  switch (error.code satisfies ErrorCode) {
    case 'expression-invalid':
    case 'expression-failed':
    case 'expression-empty':
    case 'expression-limit':
      return { text: text.expression, action: EDIT };
    case 'input-invalid':
    case 'data-invalid':
    case 'limit-exceeded':
    case 'file-missing':
      return { text: text.input, action: EDIT };
    case 'secret-missing':
      return { text: text.secret, action: { kind: 'connections', label: text.setSecret } };
    case 'address-refused':
      return { text: text.address, action: { kind: 'settings', label: text.allowHost, section: 'network' } };
    case 'path-refused':
      return { text: text.folder, action: { kind: 'settings', label: text.allowFolder, section: 'network' } };
    case 'step-timeout':
    case 'code-limit':
      return { text: text.stepTimeout, action: { kind: 'edit-step', label: text.editTimeout } };
    case 'run-timeout':
      return { text: text.runTimeout, action: { kind: 'edit-workflow', label: text.editWorkflow } };
    case 'child-failed':
      if (typeof runId !== 'string') return undefined;
      return { text: text.child, action: { kind: 'open-run', label: text.openRun, runId } };
    case 'loop-failed':
      return { text: text.loop, action: EDIT };
    case 'code-failed':
    case 'handler-failed':
      return { text: text.code, action: EDIT };
    case 'response-rejected':
      return { text: text.rejected, action: EDIT };
    case 'wait-expired':
      return { text: text.expired, action: EDIT };
    case 'run-stopped':
      return { text: text.stopped, action: EDIT };
    case 'block-not-found':
      return { text: text.block, action: EDIT };
    default:
      return undefined;
  }
}
