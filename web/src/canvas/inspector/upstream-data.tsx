import type { JsonValue } from '#contract/json.ts';
// biome-ignore lint/suspicious/noShadowRestrictedNames: the page's view of data; nothing here reads binary buffers
import { DataView } from '#web/ui/data-view.tsx';
import { useFieldScope } from './form/field-scope.ts';
import classes from './inspector.module.css';
import { Section } from './section.tsx';
import { text } from './strings.ts';

/** Steps shown; one more is one too many to scroll. */
const MAX_STEPS = 12;

const isEmpty = (value: JsonValue) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** What earlier steps gave in the run that is shown, to drag values from. */
export function UpstreamData({ stepId }: { readonly stepId: string }) {
  const { references } = useFieldScope();
  const roots = references().filter(({ sample, name }) => name !== stepId && sample !== undefined && !isEmpty(sample));
  if (roots.length === 0) return null;
  return (
    <Section title={text.earlier} hint={text.earlierHint}>
      {roots.slice(0, MAX_STEPS).map(({ name, expression, sample }) => (
        <details key={expression} open={roots.length <= 3}>
          <summary>
            <code>{name}</code>
          </summary>
          <div className={classes.section}>
            <DataView value={sample} label={name} dragPrefix={expression} maxHeight={260} />
          </div>
        </details>
      ))}
    </Section>
  );
}
