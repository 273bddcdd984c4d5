import { Button } from '@mantine/core';
import { useState } from 'react';
import type { JsonValue } from '#contract/json.ts';
import { CodeEditor } from '#web/ui/code-editor.tsx';
import { DataView as ValueView } from '#web/ui/data-view.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { parseJson } from './parse-json.ts';
import { text } from './strings.ts';
import { useDecide } from './use-answer.ts';
import classes from './waits.module.css';

/** A crash cut an effect off: shows what was sent, explains, and lets a person decide. */
export function UncertainForm(props: {
  readonly runId: string;
  readonly path: string;
  /** What was sent. */
  readonly sent: unknown;
}) {
  const { runId, path, sent } = props;
  const [typed, setTyped] = useState('{}');
  const [fault, setFault] = useState('');
  const decide = useDecide(runId, path);
  const isOver = decide.isPending || decide.isSuccess;
  const succeed = (): void => {
    const output = parseJson(typed);
    setFault(output === undefined ? text.notJson : '');
    if (output !== undefined) decide.mutate({ decision: 'succeeded', output: output.value as JsonValue });
  };
  return (
    <section className={classes.wait} aria-label={text.uncertainTitle} data-kind="uncertain">
      <h3 className={classes.title}>{text.uncertainTitle}</h3>
      <p className={classes.message}>{text.uncertainText}</p>
      <h4 className={classes.subtitle}>{text.sent}</h4>
      {sent === undefined ? (
        <p className={classes.note}>{text.noneSent}</p>
      ) : (
        <ValueView value={sent} label={text.sent} maxHeight={200} />
      )}
      <div className={classes.choice}>
        <p className={classes.note}>{text.happenedHint}</p>
        <CodeEditor language="json" label={text.resultLabel} value={typed} onChange={setTyped} invalid={fault !== ''} />
        <p className={classes.fault} role="alert">
          {fault}
        </p>
        <Button className={classes.button} disabled={isOver} onClick={succeed}>
          {text.happened}
        </Button>
      </div>
      <div className={classes.choice}>
        <p className={classes.note}>{text.didNotHint}</p>
        <Button
          className={classes.button}
          variant="default"
          disabled={isOver}
          onClick={() => decide.mutate({ decision: 'failed' })}
        >
          {text.didNot}
        </Button>
      </div>
      <div className={classes.choice}>
        <p className={classes.note}>{text.sendAgainHint}</p>
        <Button
          className={classes.button}
          variant="default"
          disabled={isOver}
          onClick={() => decide.mutate({ decision: 'retry' })}
        >
          {text.sendAgain}
        </Button>
      </div>
      {decide.error !== null && <ErrorState compact error={decide.error} />}
    </section>
  );
}
