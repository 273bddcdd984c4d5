import { Circle, Eye, Repeat, Zap } from 'lucide-react';
import type { Effect } from '#contract/block.ts';
import { text } from '../strings.ts';
import styles from './card.module.css';

const ICONS = { pure: Circle, read: Eye, idempotent: Repeat, effect: Zap };

/** The effect badge as cards show it: without the tooltip component, of which a hundred at once would make panning stutter. */
export function EffectMark({ effect }: { readonly effect: Effect }) {
  const Icon = ICONS[effect];
  const name = text.effect[effect];
  return (
    <span className={styles.effect} data-effect={effect} role="img" aria-label={name} title={name}>
      <Icon size={effect === 'pure' ? 10 : 14} aria-hidden />
    </span>
  );
}
