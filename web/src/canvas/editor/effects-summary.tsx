import { Tooltip } from '@mantine/core';
import { memo } from 'react';
import type { Workflow } from '#contract/workflow.ts';
import { EffectBadge } from '#web/ui/effect-badge.tsx';
import { type EffectsSummary as Summary, summariseEffects } from '../model/effects-summary.ts';
import { type EditorState, useEditor } from '../store/editor-store.ts';
import { text } from './strings.ts';
import styles from './top-bar.module.css';

const known = new WeakMap<Workflow, Summary>();

/** Counted once for each document, however often it is asked for. */
function summaryOf({ workflow, blocks }: EditorState): Summary {
  const summary = known.get(workflow) ?? summariseEffects(workflow, blocks);
  known.set(workflow, summary);
  return summary;
}

/** What the whole workflow does to the world: "reads 3, writes 2". */
export const EffectsSummary = memo(function EffectsSummary() {
  const isEmpty = useEditor((state) => state.workflow.steps.length === 0);
  const reads = useEditor((state) => summaryOf(state).reads);
  const writes = useEditor((state) => summaryOf(state).writes);
  if (isEmpty) return null;
  return (
    <Tooltip label={text.effectsHint} multiline w={240}>
      <span className={styles.effects} data-effects>
        {reads + writes === 0 ? (
          <>
            <EffectBadge effect="pure" /> {text.pureOnly}
          </>
        ) : null}
        {reads > 0 ? (
          <span className={styles.effect}>
            <EffectBadge effect="read" /> {text.reads(reads)}
          </span>
        ) : null}
        {writes > 0 ? (
          <span className={styles.effect}>
            <EffectBadge effect="effect" /> {text.writes(writes)}
          </span>
        ) : null}
      </span>
    </Tooltip>
  );
});
