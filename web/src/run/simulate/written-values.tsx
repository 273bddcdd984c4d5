import { DataView as ValueView } from '#web/ui/data-view.tsx';
import classes from './simulate.module.css';
import type { SimulationResult } from './simulation-data.ts';
import { text } from './strings.ts';

/** What the steps that would have changed the world would have been given. */
export function WrittenValues(props: {
  readonly data: SimulationResult['data'];
  readonly steps: readonly { readonly id: string; readonly name: string }[];
}) {
  const { data, steps } = props;
  return (
    <details className={classes.written}>
      <summary>{text.written}</summary>
      {steps.map(({ id, name }) => (
        <section key={id} aria-label={name}>
          <h3>{name}</h3>
          <ValueView value={data.get(id)?.input ?? {}} label={text.writtenBy(name)} maxHeight={160} />
        </section>
      ))}
    </details>
  );
}
