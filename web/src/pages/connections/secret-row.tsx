import { Link } from '@tanstack/react-router';
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { Connection } from '#web/api/shapes-of-pages.ts';
import { CopyButton } from '#web/ui/copy-button.tsx';
import classes from './connections.module.css';
import { text } from './strings.ts';

/** A secret: whether it has a value, how to give it one, and where it is used. */
export function SecretRow({ connection }: { connection: Connection }) {
  const { name, isSet, variable, useCount, usedBy } = connection;
  const Icon = isSet ? CircleCheck : CircleAlert;
  const hidden = useCount - usedBy.length;
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <h3 className={classes.name}>{name}</h3>
        <span className={isSet ? classes.good : classes.missing}>
          <Icon size={14} aria-hidden /> {isSet ? text.isSet : text.missing}
        </span>
      </div>
      <details open={!isSet}>
        <summary>{text.howToSet}</summary>
        <p className={classes.hint}>{text.howToSetText}</p>
        <div className={classes.command}>
          <code>{`export ${variable}='…'`}</code>
          <CopyButton value={`export ${variable}=''`} label={text.copyCommand} />
        </div>
      </details>
      <p className={classes.hint}>{text.usedIn(useCount)}</p>
      {usedBy.length > 0 && (
        <ul className={classes.uses}>
          {usedBy.map((use) => (
            <li key={`${use.workflowId}/${use.stepId}/${use.field}`}>
              <Link
                to="/workflows/$workflowId"
                params={{ workflowId: use.workflowId }}
                search={{ step: use.stepId }}
                className={classes.link}
              >
                {use.workflowName}
              </Link>{' '}
              <span className={classes.hint}>{text.field(use.stepId, use.field)}</span>
            </li>
          ))}
          {hidden > 0 && <li className={classes.hint}>{text.more(hidden)}</li>}
        </ul>
      )}
    </li>
  );
}
