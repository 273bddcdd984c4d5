import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { SearchField } from '#web/ui/search-field.tsx';
import { EVENT_TYPES, type EventFilter } from '../model/describe-event.ts';
import classes from './drawer.module.css';
import { text } from './strings.ts';

/** Narrows the list of events: by text, kind and step; and goes to a time. */
export function EventFilterBar(props: {
  readonly filter: EventFilter;
  readonly stepIds: readonly string[];
  readonly summary: string;
  readonly onChange: (filter: EventFilter) => void;
  readonly onJump: (typed: string) => void;
}) {
  const { filter, stepIds, summary, onChange, onJump } = props;
  const [time, setTime] = useState('');
  return (
    <div className={classes.filters}>
      <div className={classes.search}>
        <SearchField
          label={text.filterText}
          value={filter.text}
          onChange={(typed) => onChange({ ...filter, text: typed })}
        />
      </div>
      <MultiSelect
        aria-label={text.filterType}
        placeholder={filter.types.size === 0 ? text.anyType : ''}
        data={[...EVENT_TYPES]}
        value={[...filter.types]}
        clearable
        searchable
        className={classes.types}
        onChange={(types) => onChange({ ...filter, types: new Set(types) })}
      />
      <Select
        aria-label={text.filterStep}
        placeholder={text.anyStep}
        data={[...stepIds]}
        value={filter.step === '' ? null : filter.step}
        clearable
        searchable
        className={classes.steps}
        onChange={(step) => onChange({ ...filter, step: step ?? '' })}
      />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onJump(time);
        }}
      >
        <TextInput
          aria-label={text.jumpTime}
          placeholder={text.jumpTime}
          value={time}
          className={classes.jump}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
      </form>
      <span className={classes.hint} aria-live="polite">
        {summary}
      </span>
    </div>
  );
}
