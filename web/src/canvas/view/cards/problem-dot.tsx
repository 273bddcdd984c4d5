import { Tooltip } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import type { Problem } from '#web/api/shapes.ts';
import { text } from '../strings.ts';
import styles from './card.module.css';

const SHOWN = 4;

/** The dot on a step that something is wrong with, and what. */
export function ProblemDot({ problems }: { readonly problems: readonly Problem[] }) {
  const severity = problems.some((problem) => problem.severity === 'error') ? 'error' : 'warning';
  return (
    <Tooltip
      multiline
      w={300}
      label={problems
        .slice(0, SHOWN)
        .map((problem) => <div key={problem.pointer + problem.code}>{problem.message}</div>)}
    >
      <span
        className={styles.problem}
        data-severity={severity}
        role="img"
        aria-label={text.problemsOf(problems.length)}
      >
        <CircleAlert size={14} aria-hidden />
      </span>
    </Tooltip>
  );
}
