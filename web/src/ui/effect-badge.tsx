import type { LucideIcon } from 'lucide-react';
import { Circle, Eye, Repeat, Zap } from 'lucide-react';
import type { Effect } from '#contract/block.ts';
import classes from './effect-badge.module.css';
import { text } from './strings.ts';
import { tip } from './tip.ts';

const ICONS: Readonly<Record<Effect, LucideIcon>> = { pure: Circle, read: Eye, idempotent: Repeat, effect: Zap };

/** What a step does to the world: hollow dot, eye, loop or bolt. */
export function EffectBadge(props: { readonly effect: Effect; readonly size?: number }) {
  const { effect, size = 14 } = props;
  const Icon = ICONS[effect];
  const name = text.effectName[effect];
  return (
    <span
      {...tip(`${name}. ${text.effectMeaning[effect]}`)}
      className={classes.badge}
      data-effect={effect}
      role="img"
      aria-label={name}
    >
      <Icon size={effect === 'pure' ? Math.round(size * 0.7) : size} aria-hidden="true" />
    </span>
  );
}
