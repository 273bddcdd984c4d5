import { Button, TextInput } from '@mantine/core';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { toLocalTime } from '../schema-form/local-time.ts';
import classes from './filter-bar.module.css';
import { text } from './strings.ts';
import { fromTimeRange, isTimePreset, TIME_PRESETS, toTimeRange } from './time-range.ts';

const PRESETS = ['today', ...Object.keys(TIME_PRESETS)];

/** Chooses a span of time: one of those offered, or from a moment to another. */
export function TimeChoice({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const isOwn = value !== undefined && !isTimePreset(value) && value !== 'today';
  const range = isOwn ? toTimeRange(value, Date.now()) : undefined;
  const [from, setFrom] = useState(() => toField(range?.from));
  const [to, setTo] = useState(() => toField(range?.to));
  const own = { ...toBound('from', from), ...toBound('to', to) };
  const written = fromTimeRange(own);
  const isBackwards = written === undefined && (from !== '' || to !== '');
  return (
    <div className={classes.options}>
      {PRESETS.map((preset) => (
        <button
          key={preset}
          type="button"
          aria-pressed={value === preset}
          className={classes.option}
          onClick={() => onChange(preset)}
        >
          <Check size={14} aria-hidden className={classes.tick} />
          {preset === 'today' ? text.todayName : text.lastName(preset)}
        </button>
      ))}
      <form
        className={classes.range}
        onSubmit={(event) => {
          event.preventDefault();
          if (written !== undefined) onChange(written);
        }}
      >
        <TextInput
          type="datetime-local"
          size="xs"
          label={text.from}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          size="xs"
          label={text.to}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          {...(isBackwards ? { error: text.endBeforeStart } : {})}
        />
        <Button type="submit" size="xs" variant="default" disabled={written === undefined}>
          {text.apply}
        </Button>
      </form>
    </div>
  );
}

function toField(at: number | undefined): string {
  return at === undefined ? '' : toLocalTime(new Date(at).toISOString());
}

function toBound(end: 'from' | 'to', entered: string) {
  const at = Date.parse(entered);
  return Number.isNaN(at) ? {} : { [end]: at };
}
