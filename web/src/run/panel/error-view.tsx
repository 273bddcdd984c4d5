import { Link } from '@tanstack/react-router';
import type { ErrorInfo } from '#contract/error-info.ts';
import { DataView as ValueView } from '#web/ui/data-view.tsx';
import { toCauses } from './cause-chain.ts';
import classes from './panel.module.css';
import { text } from './strings.ts';
import { suggest } from './suggestion.ts';
import { SuggestionButton } from './suggestion-button.tsx';

/** Why something failed: what happened, what caused it, and what to do next. */
export function ErrorView(props: {
  readonly error: ErrorInfo;
  readonly workflowId: string;
  /** The step it happened at; absent for an error of the run. */
  readonly stepId?: string;
  readonly onRetry?: () => void;
  readonly onSelect?: (path: string) => void;
}) {
  const { error, workflowId, stepId, onRetry, onSelect } = props;
  const suggestion = suggest(error);
  return (
    <div className={classes.error}>
      <p className={classes.message}>{error.message}</p>
      <p className={classes.code}>{text.caused(error.code)}</p>
      {toCauses(error).map((cause) => (
        <div key={`${cause.code} ${cause.message}`} className={classes.cause}>
          <span className={classes.causeLabel}>{text.causedBy}</span>
          <span className={classes.message}>{cause.message === '' ? cause.code : cause.message}</span>
          {cause.path !== undefined && onSelect !== undefined && cause.runId === undefined && (
            <button type="button" className={classes.link} onClick={() => onSelect(cause.path ?? '')}>
              {cause.path}
            </button>
          )}
          {cause.runId !== undefined && (
            <Link to="/runs/$runId" params={{ runId: cause.runId }} search={{}}>
              {text.openRun}
            </Link>
          )}
        </div>
      ))}
      {suggestion !== undefined && (
        <div className={classes.suggestion}>
          <p>{suggestion.text}</p>
          <SuggestionButton
            action={suggestion.action}
            workflowId={workflowId}
            {...(stepId === undefined ? {} : { stepId })}
            {...(onRetry === undefined ? {} : { onRetry })}
          />
        </div>
      )}
      {error.data !== undefined && Object.keys(error.data).length > 0 && (
        <details className={classes.facts}>
          <summary>{text.facts}</summary>
          <ValueView value={error.data} label={text.facts} maxHeight={200} />
        </details>
      )}
    </div>
  );
}
