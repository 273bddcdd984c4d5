import { formatClock } from '#web/strings/format.ts';
import { DataView as ValueView } from '#web/ui/data-view.tsx';
import type { ToldLine } from '../session/told-lines.ts';
import classes from './drawer.module.css';
import styles from './logs.module.css';
import { text } from './strings.ts';

/** One line: when, which step, how much it matters, what it says, and what came with it. */
export function LogRow({ line, onSelect }: { readonly line: ToldLine; readonly onSelect: (path: string) => void }) {
  const { at, path, level, data } = line;
  return (
    <div className={styles.log}>
      <time className={classes.clock}>{formatClock(at)}</time>
      <span className={styles.level} data-level={level ?? 'live'}>
        {level ?? text.live}
      </span>
      <button type="button" className={styles.logPath} onClick={() => onSelect(path)}>
        {path}
      </button>
      <span className={styles.logText}>
        {line.text}
        {data !== undefined && (
          <details className={styles.logData}>
            <summary>{text.logData}</summary>
            <ValueView value={data} label={text.logData} maxHeight={200} />
          </details>
        )}
      </span>
    </div>
  );
}
