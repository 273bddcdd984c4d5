import { Keys } from '#web/ui/keys.tsx';
import { text } from '../strings.ts';
import classes from './palette.module.css';

/** How the palette is used, and how much it found. */
export function PaletteFoot({ count }: { readonly count: number }) {
  return (
    <div className={classes.foot}>
      <span className={classes.hint} aria-hidden="true">
        <Keys combo="arrowup arrowdown" /> {text.paletteMove}
      </span>
      <span className={classes.hint} aria-hidden="true">
        <Keys combo="enter" /> {text.paletteOpen}
      </span>
      <span className={classes.hint} aria-hidden="true">
        <Keys combo="escape" /> {text.paletteClose}
      </span>
      <span className={classes.count} aria-live="polite">
        {text.paletteCount(count)}
      </span>
    </div>
  );
}
