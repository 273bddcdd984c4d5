import { ArrowUp } from 'lucide-react';
import { text } from './strings.ts';
import classes from './table.module.css';

/** Shows the rows that came in while a person looked further down. */
export function NewRowsButton({ count, noun, onClick }: { count: number; noun: string; onClick: () => void }) {
  return (
    <div className={classes.newRows} role="status">
      <button type="button" className={classes.newRowsButton} onClick={onClick}>
        <ArrowUp size={14} aria-hidden />
        {text.newRows(count, noun)}
      </button>
    </div>
  );
}
