import { CircleAlert, TriangleAlert } from 'lucide-react';
import classes from './form.module.css';
import type { PlacedProblem } from './placed-problem.ts';

/** What is wrong with a field: what shows at once, else what the server found. */
export function FieldMessages(props: {
  readonly id?: string;
  readonly error: string | undefined;
  readonly problems: readonly PlacedProblem[];
}) {
  const { id, error, problems } = props;
  return (
    <div id={id} aria-live="polite">
      {error === undefined ? (
        problems.map(({ severity, code, message, hint, pointer, offset }) => (
          <div
            key={`${code} ${pointer} ${offset ?? ''} ${message}`}
            className={severity === 'error' ? classes.error : classes.warning}
          >
            {severity === 'error' ? <CircleAlert size={13} aria-hidden /> : <TriangleAlert size={13} aria-hidden />}
            <span>{hint === undefined ? message : `${message} ${hint}`}</span>
          </div>
        ))
      ) : (
        <div className={classes.error}>
          <CircleAlert size={13} aria-hidden />
          <span>{error}</span>
        </div>
      )}
    </div>
  );
}
