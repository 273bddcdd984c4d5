import { Link } from '@tanstack/react-router';
import type { InstanceView } from '../model/instance.ts';
import { ApprovalForm } from './approval-form.tsx';
import { CallbackView } from './callback-view.tsx';
import { text } from './strings.ts';
import { TimerView } from './timer-view.tsx';
import { UncertainForm } from './uncertain-form.tsx';
import { useQuestion } from './use-question.ts';
import classes from './waits.module.css';

/** What an instance waits for, with all that is needed to let it go on; nothing when it does not wait. */
export function WaitView({
  runId,
  row,
  sent,
}: {
  readonly runId: string;
  readonly row: InstanceView;
  readonly sent: unknown;
}) {
  const question = useQuestion(runId, row);
  const key = `${row.path}:${row.lastSeq}`;
  if (row.status === 'uncertain') return <UncertainForm key={key} runId={runId} path={row.path} sent={sent} />;
  if (row.status === 'retrying') {
    const dueAt = row.errors.at(-1)?.retryAt;
    return dueAt === undefined ? null : <TimerView title={text.retryTitle} dueAt={dueAt} />;
  }
  if (row.status !== 'waiting') return null;
  const wait = row.wait ?? question;
  if (wait?.kind === 'approval') return <ApprovalForm key={key} runId={runId} path={row.path} wait={wait} />;
  if (wait?.kind === 'callback') return <CallbackView key={key} runId={runId} path={row.path} />;
  if (wait?.kind === 'timer') return <TimerView title={text.timerTitle} dueAt={wait.dueAt} />;
  if (row.childRunId === undefined) return null;
  return (
    <section className={classes.wait} aria-label={text.childTitle} data-kind="child">
      <h3 className={classes.title}>{text.childTitle}</h3>
      <Link to="/runs/$runId" params={{ runId: row.childRunId }} search={{}}>
        {text.childLink}
      </Link>
    </section>
  );
}
