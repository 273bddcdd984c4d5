import { Button } from '@mantine/core';
import { useState } from 'react';
import type { JsonValue } from '#contract/json.ts';
import { CodeEditor } from '#web/ui/code-editor.tsx';
import { CopyButton } from '#web/ui/copy-button.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { parseJson } from './parse-json.ts';
import { text } from './strings.ts';
import { useAnswer } from './use-answer.ts';
import classes from './waits.module.css';

/** How to answer a step that waits for a program to call: by command, or right here. */
export function CallbackView({ runId, path }: { readonly runId: string; readonly path: string }) {
  const [typed, setTyped] = useState('{}');
  const [fault, setFault] = useState('');
  const answer = useAnswer(runId, path);
  const command = toCommand(runId, path);
  return (
    <section className={classes.wait} aria-label={text.callbackTitle} data-kind="callback">
      <h3 className={classes.title}>{text.callbackTitle}</h3>
      <p className={classes.message}>{text.callbackText}</p>
      <div className={classes.command}>
        <code>{command}</code>
        <CopyButton value={command} />
      </div>
      <CodeEditor language="json" label={text.callbackData} value={typed} onChange={setTyped} invalid={fault !== ''} />
      <p className={classes.fault} role="alert">
        {fault}
      </p>
      {answer.error !== null && <ErrorState compact error={answer.error} />}
      <Button
        className={classes.button}
        loading={answer.isPending}
        disabled={answer.isSuccess}
        onClick={() => {
          const data = parseJson(typed);
          setFault(data === undefined ? text.notJson : '');
          if (data !== undefined) answer.mutate({ data: data.value as JsonValue });
        }}
      >
        {text.callbackSend}
      </Button>
    </section>
  );
}

function toCommand(runId: string, path: string): string {
  const body = JSON.stringify({ path, data: { ok: true } });
  return `curl -X POST ${location.origin}/api/runs/${runId}/answer -H 'authorization: Bearer TOKEN' -H 'content-type: application/json' -d '${body}'`;
}
