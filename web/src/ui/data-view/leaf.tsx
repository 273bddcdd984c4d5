import { Check, Copy } from 'lucide-react';
import classes from '../data-view.module.css';
import { IconButton } from '../icon-button.tsx';
import { text } from '../strings.ts';
import { useCopy } from '../use-copy.ts';
import { toJson } from './to-json.ts';

/** A value without parts: a text, a number, an empty list. */
export function Leaf(props: { readonly value: unknown; readonly label: string; readonly maxHeight: number }) {
  const { value, label, maxHeight } = props;
  const { copied, copy } = useCopy();
  const shown = typeof value === 'string' ? value : toJson(value);
  return (
    <section className={classes.leaf} aria-label={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre className={classes.text} style={{ maxHeight }} tabIndex={0}>
        {value === undefined || value === '' ? (
          <span className={classes.nothing}>{value === '' ? text.emptyText : text.nothingThere}</span>
        ) : (
          shown
        )}
      </pre>
      {value !== undefined && (
        <span className={classes.copy}>
          <IconButton
            size="sm"
            label={copied ? text.copied : text.copy}
            icon={copied ? <Check size={14} /> : <Copy size={14} />}
            onClick={() => void copy(shown)}
          />
        </span>
      )}
    </section>
  );
}
