import { DataView as ValueView } from '#web/ui/data-view.tsx';
import type { RunView } from '../model/run-view.ts';
import classes from './drawer.module.css';
import { text } from './strings.ts';

/** What the run as a whole got and gave. */
export function RunData({ view }: { readonly view: RunView }) {
  return (
    <div className={classes.data}>
      <section aria-label={text.runInput}>
        <h2 className={classes.dataTitle}>{text.runInput}</h2>
        <ValueView value={view.input ?? {}} label={text.runInput} maxHeight={400} />
      </section>
      <section aria-label={text.runOutput}>
        <h2 className={classes.dataTitle}>{text.runOutput}</h2>
        {view.output === undefined ? (
          <p className={classes.hint}>{text.noOutput}</p>
        ) : (
          <ValueView value={view.output} label={text.runOutput} maxHeight={400} />
        )}
      </section>
    </div>
  );
}
