import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { ControlProps } from '../form/control-props.ts';
import classes from '../form/form.module.css';
import { useSiblings } from '../form/siblings.ts';
import { formText as text } from '../strings.ts';
import { CRON_PRESETS, toCronWords } from '../values/cron-words.ts';
import { toFieldText, toPlaceholder } from './text-control.tsx';
import { useNextTimes } from './use-next-times.ts';

function formatIn(zone: string, at: number): string {
  const options: Intl.DateTimeFormatOptions = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  };
  const language = document.documentElement.lang || 'en';
  try {
    return new Intl.DateTimeFormat(language, { ...options, timeZone: zone }).format(at);
  } catch {
    return new Intl.DateTimeFormat(language, options).format(at);
  }
}

/** A cron text with what it means in words and when it fires next, in the zone of the step. */
export function CronControl(props: ControlProps) {
  const { value, onChange, label, id, describedBy, isInvalid, readOnly } = props;
  const cron = toFieldText(value);
  const { timeZone } = useSiblings();
  const zone = typeof timeZone === 'string' && timeZone !== '' && !timeZone.includes('{{') ? timeZone : 'UTC';
  const [settled] = useDebouncedValue(cron, 250);
  const next = useNextTimes(settled, zone);
  const words = toCronWords(cron);
  return (
    <div className={classes.rows}>
      <TextInput
        id={id}
        aria-label={label}
        aria-describedby={describedBy}
        error={isInvalid || next.data?.reason !== undefined}
        readOnly={readOnly}
        size="xs"
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: classes.code ?? '' }}
        placeholder={toPlaceholder(props)}
        value={cron}
        onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
      />
      {words === undefined ? null : <div>{words}</div>}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border and a legend that is drawn */}
      <div role="group" aria-label={text.presets} className={classes.wrap}>
        {CRON_PRESETS.map((preset) => (
          <button
            key={preset.cron}
            type="button"
            className={classes.chip}
            aria-pressed={cron === preset.cron}
            disabled={readOnly}
            onClick={() => onChange(preset.cron)}
          >
            {preset.label}
          </button>
        ))}
      </div>
      <div aria-live="polite">
        {next.data === undefined ? null : next.data.reason !== undefined ? (
          <div className={classes.error}>{next.data.reason}</div>
        ) : (
          <>
            <div className={classes.hint}>{next.data.times.length === 0 ? text.noTimes : text.zone(zone)}</div>
            <ol className={classes.times} aria-label={text.next}>
              {next.data.times.map((at) => (
                <li key={at}>{formatIn(zone, at)}</li>
              ))}
            </ol>
          </>
        )}
      </div>
    </div>
  );
}
