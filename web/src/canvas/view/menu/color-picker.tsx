import { text } from '../strings.ts';
import styles from './color-picker.module.css';

const COLORS = [undefined, 'blue', 'green', 'amber', 'red', 'magenta'] as const;

/** The tints of notes and groups. */
export function ColorPicker({
  value,
  onPick,
}: {
  readonly value: string | undefined;
  readonly onPick: (color: string | undefined) => void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a row without a frame of its own.
    <div className={styles.row} role="group" aria-label={text.color}>
      {COLORS.map((color) => (
        <button
          key={color ?? 'none'}
          type="button"
          className={styles.color}
          data-color={color}
          aria-label={text.colors[color ?? 'none']}
          aria-pressed={value === color}
          onClick={() => onPick(color)}
        />
      ))}
    </div>
  );
}
