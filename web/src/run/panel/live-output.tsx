import { Progress } from '@mantine/core';
import { useRef } from 'react';
import { useTail } from '../drawer/use-tail.ts';
import type { StepProgress } from '../model/progress.ts';
import classes from './panel.module.css';
import { text } from './strings.ts';

/** What a running step tells right now: how far it is, and its output as it streams. */
export function LiveOutput({ progress }: { readonly progress: StepProgress }) {
  const scroller = useRef<HTMLPreElement>(null);
  useTail(scroller, progress.text?.length ?? 0);
  return (
    <>
      {progress.share !== undefined && (
        <Progress value={progress.share * 100} size="sm" aria-label={text.done(progress.share)} />
      )}
      {progress.text !== undefined && (
        <pre ref={scroller} className={classes.stream}>
          {progress.text}
        </pre>
      )}
    </>
  );
}
