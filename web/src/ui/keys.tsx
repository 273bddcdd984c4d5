import { toKeyLabels } from './key-labels.ts';
import classes from './keys.module.css';

/** Keys as they are printed on the keyboard at hand: `mod+k` is ⌘K or Ctrl+K, `g w` is G then W. */
export function Keys({ combo }: { readonly combo: string }) {
  const { strokes, spoken } = toKeyLabels(combo);
  return (
    <span className={classes.keys}>
      <span className="visually-hidden">{spoken}</span>
      <span className={classes.strokes} aria-hidden="true">
        {strokes.map((stroke) => (
          <kbd key={stroke} className={classes.key}>
            {stroke}
          </kbd>
        ))}
      </span>
    </span>
  );
}
