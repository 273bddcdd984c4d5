import { NativeSelect, TextInput } from '@mantine/core';
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { ImportChoice, ImportDecision, PlannedImport } from './import-plan.ts';
import { isWorkflowId } from './slug.ts';
import { text } from './strings.ts';
import classes from './workflows.module.css';

const MAX_PROBLEMS = 6;

/** One document of an import: what it is, what is wrong, what shall become of it. */
export function ImportEntryView(props: {
  planned: PlannedImport;
  failure: string | undefined;
  onDecide: (decision: Partial<ImportDecision>) => void;
}) {
  const { planned, failure, onDecide } = props;
  const { entry, decision, clash, isReady } = planned;
  if (entry.kind === 'unreadable') {
    return (
      <li className={classes.entry}>
        <p className={classes.entryName}>
          <CircleAlert size={15} aria-hidden className={classes.bad} /> {entry.source}
        </p>
        <p className={classes.bad}>{entry.reason}</p>
      </li>
    );
  }
  const choices = [
    ...(clash === 'exists' ? [{ value: 'version', label: text.importAsVersion }] : []),
    { value: 'other', label: text.importAsOther },
    { value: 'skip', label: text.importSkip },
  ];
  const errors = entry.problems.filter((problem) => problem.severity === 'error');
  const Icon = entry.isValid ? CircleCheck : CircleAlert;
  return (
    <li className={classes.entry}>
      <p className={classes.entryName}>
        <Icon size={15} aria-hidden className={entry.isValid ? classes.good : classes.bad} /> {entry.name}
        <span className={classes.faint}>
          {text.importIdOf(entry.id)} · {text.templateSteps(entry.stepCount)} · {entry.source}
        </span>
      </p>
      {!entry.isValid && <p className={classes.bad}>{text.importInvalid}</p>}
      {entry.problems.length > 0 && (
        <details open={errors.length > 0}>
          <summary>{text.importProblems(entry.problems.length)}</summary>
          <ul className={classes.problems}>
            {entry.problems.slice(0, MAX_PROBLEMS).map((problem) => (
              <li key={`${problem.pointer}${problem.message}`}>
                <code className={classes.code}>{problem.pointer || '/'}</code> {problem.message}
              </li>
            ))}
          </ul>
        </details>
      )}
      {entry.isValid && clash !== 'none' && (
        <div className={classes.decide}>
          <p className={classes.hint}>
            {clash === 'exists' ? text.importExists(entry.id) : text.importTwice(entry.id)}
          </p>
          <NativeSelect
            size="xs"
            aria-label={text.importChoice(entry.name)}
            data={choices}
            value={decision.choice}
            onChange={(event) => onDecide({ choice: event.currentTarget.value as ImportChoice })}
          />
          {decision.choice === 'other' && (
            <TextInput
              size="xs"
              aria-label={text.importNewId}
              value={decision.newId}
              onChange={(event) => onDecide({ newId: event.currentTarget.value })}
              {...(isReady
                ? {}
                : { error: isWorkflowId(decision.newId) ? text.createIdTaken(decision.newId) : text.createIdInvalid })}
            />
          )}
        </div>
      )}
      {failure !== undefined && <p className={classes.bad}>{failure}</p>}
    </li>
  );
}
