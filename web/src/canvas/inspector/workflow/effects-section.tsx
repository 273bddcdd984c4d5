import { EffectBadge } from '#web/ui/effect-badge.tsx';
import { summariseEffects } from '../../model/effects-summary.ts';
import { listSteps } from '../../model/find-step.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import classes from '../inspector.module.css';
import { Section } from '../section.tsx';
import { text } from '../strings.ts';

/** Steps named; a list of hundreds says less than their number. */
const MAX_STEPS = 30;

/** What the workflow does to the world, and which steps do it. */
export function EffectsSection() {
  const store = useEditorStore();
  const workflow = useEditor((state) => state.workflow);
  const blocks = useEditor((state) => state.blocks);
  const { reads, writes } = summariseEffects(workflow, blocks);
  const touching = listSteps(workflow).flatMap(({ step }) => {
    const effect = blocks.get(step.process.block)?.effect;
    return effect === undefined || effect === 'pure' || step.process.disabled === true ? [] : [{ step, effect }];
  });
  return (
    <Section title={text.effects} hint={text.effectsOf(reads, writes)}>
      <ul className={classes.list}>
        {touching.slice(0, MAX_STEPS).map(({ step, effect }) => (
          <li key={step.id}>
            <button
              type="button"
              className={classes.linkRow}
              aria-label={text.showStep(step.name ?? step.id)}
              onClick={() => store.getState().select({ steps: new Set([step.id]) })}
            >
              <EffectBadge effect={effect} /> {step.name ?? step.id}
            </button>
          </li>
        ))}
      </ul>
      {touching.length > MAX_STEPS ? (
        <p className={classes.hint}>{text.moreWaits(touching.length - MAX_STEPS)}</p>
      ) : null}
    </Section>
  );
}
