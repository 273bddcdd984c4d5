import { Tooltip } from '@mantine/core';
import { EffectBadge } from '#web/ui/effect-badge.tsx';
import { summariseEffects } from '../model/effects-summary.ts';
import { useEditor } from '../store/editor-store.ts';
import { text } from './strings.ts';
import styles from './top-bar.module.css';

/** What the whole workflow does to the world: "reads 3, writes 2". */
export function EffectsSummary() {
  const blocks = useEditor((state) => state.blocks);
  const workflow = useEditor((state) => state.workflow);
  if (workflow.steps.length === 0) return null;
  const { reads, writes } = summariseEffects(workflow, blocks);
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
}
