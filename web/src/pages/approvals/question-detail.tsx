import { Link } from '@tanstack/react-router';
import type { Approval } from '#web/api/shapes.ts';
import { Ago } from '#web/ui/ago.tsx';
import { DataView as ValueView } from '#web/ui/data-view.tsx';
import { Prose } from '#web/ui/prose.tsx';
import { AnswerForm } from './answer-form.tsx';
import classes from './approvals.module.css';
import { DecisionForm } from './decision-form.tsx';
import { Due } from './due.tsx';
import { text } from './strings.ts';

/** A question: what it is about, and the form to answer it. */
export function QuestionDetail({
  question,
  workflowName,
  onDone,
}: {
  question: Approval;
  workflowName: string;
  onDone: () => void;
}) {
  const { title, message, context, assignees, askedAt, dueAt, runId, path, kind } = question;
  return (
    <article className={classes.detail} aria-labelledby="question-title">
      <p className={classes.meta}>
        {text.askedBy(workflowName)} · <Ago at={askedAt} />
        {dueAt !== undefined && (
          <>
            {' · '}
            {text.due} <Due at={dueAt} />
          </>
        )}
        {' · '}
        <Link to="/runs/$runId" params={{ runId }} search={{ step: path }}>
          {text.openRun}
        </Link>
      </p>
      <h2 id="question-title" className={classes.title}>
        {title}
      </h2>
      {message !== undefined && <Prose text={message} />}
      {context !== undefined && (
        <section aria-label={kind === 'approval' ? text.context : text.sent}>
          <h3 className={classes.sub}>{kind === 'approval' ? text.context : text.sent}</h3>
          <ValueView value={context} label={kind === 'approval' ? text.context : text.sent} maxHeight={320} />
        </section>
      )}
      {kind === 'approval' ? (
        <AnswerForm key={`${runId}${path}`} question={question} onDone={onDone} />
      ) : (
        <DecisionForm key={`${runId}${path}`} question={question} onDone={onDone} />
      )}
      <p className={classes.faint}>
        {assignees === undefined || assignees.length === 0 ? text.anyoneMay : text.mayAnswer(assignees)}
      </p>
    </article>
  );
}
