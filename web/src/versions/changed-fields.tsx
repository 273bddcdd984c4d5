import type { FieldDiff } from '#web/canvas/model/diff.ts';
import { text } from './strings.ts';
import classes from './versions.module.css';

/** Fields that changed, each with its value before and after. */
export function ChangedFields({ fields }: { readonly fields: readonly FieldDiff[] }) {
  return (
    <>
      {fields.map(({ path, before, after }) => {
        const name = path.join('.');
        return (
          <div key={name} className={classes.field}>
            <span className={classes.fieldName}>{name}</span>
            <Value label={`${text.before}: ${name}`} value={before} />
            <Value label={`${text.after}: ${name}`} value={after} />
          </div>
        );
      })}
    </>
  );
}

function Value({ label, value }: { readonly label: string; readonly value: unknown }) {
  const isAbsent = value === undefined;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus (WCAG 2.1.1).
    <section className={classes.value} data-absent={isAbsent} aria-label={label} tabIndex={0}>
      <pre>{isAbsent ? text.absent : typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>
    </section>
  );
}
