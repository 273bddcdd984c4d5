import type { Problem } from '#web/api/shapes.ts';
import classes from './inspector.module.css';
import { text } from './strings.ts';

/** Name of a part with how much is given in it, and a dot when something is wrong. */
export function TabName(props: {
  readonly name: string;
  readonly count: number;
  readonly problems: readonly Problem[];
}) {
  const { name, count, problems } = props;
  const severity = problems.some((problem) => problem.severity === 'error') ? 'error' : 'warning';
  return (
    <span className={classes.tabName} title={problems.map(({ message }) => message).join('\n')}>
      <span className="visually-hidden">{text.tabWith(name, count, problems.length)}</span>
      <span aria-hidden>{name}</span>
      {count === 0 ? null : (
        <span className={classes.count} aria-hidden>
          {count}
        </span>
      )}
      {problems.length === 0 ? null : <span className={classes.dot} data-severity={severity} aria-hidden />}
    </span>
  );
}
