import { Popover } from '@mantine/core';
import { X } from 'lucide-react';
import classes from './filter-bar.module.css';
import { type FilterField, fromValues, toChosen } from './filter-field.ts';
import { OptionList } from './option-list.tsx';
import { text } from './strings.ts';
import { TimeChoice } from './time-choice.tsx';
import { toTimeWords } from './time-range.ts';

/** Props of {@link FilterChip}. */
export interface FilterChipProps {
  readonly field: FilterField;
  readonly value: string | undefined;
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  readonly onChange: (value: string | undefined) => void;
}

/** A filter as words; press it to change it. */
export function FilterChip({ field, value, opened, onOpened, onChange }: FilterChipProps) {
  const words = toWords(field, value);
  return (
    <Popover opened={opened} onChange={onOpened} position="bottom-start" trapFocus returnFocus withinPortal shadow="md">
      <span className={classes.chip} data-set={value !== undefined && value !== ''}>
        <Popover.Target>
          <button
            type="button"
            className={classes.words}
            aria-haspopup="dialog"
            aria-expanded={opened}
            title={text.changeFilter(words)}
            onClick={() => onOpened(!opened)}
          >
            {words}
          </button>
        </Popover.Target>
        <button
          type="button"
          className={classes.remove}
          aria-label={text.removeFilter(words)}
          onClick={() => {
            onOpened(false);
            onChange(undefined);
          }}
        >
          <X size={12} aria-hidden />
        </button>
      </span>
      <Popover.Dropdown aria-label={field.label}>
        {(field.kind === 'many' || field.kind === 'one') && (
          <OptionList
            label={field.label}
            options={field.options}
            chosen={toChosen(field.options, value).map((option) => option.value)}
            isMany={field.kind === 'many'}
            onChange={(values) => {
              onChange(fromValues(values));
              if (field.kind === 'one') onOpened(false);
            }}
          />
        )}
        {field.kind === 'time' && (
          <TimeChoice
            value={value}
            onChange={(next) => {
              onChange(next);
              onOpened(false);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function toWords(field: FilterField, value: string | undefined): string {
  if (value === undefined || value === '') return `${field.label} …`;
  if (field.kind === 'time') return toTimeWords(value, Date.now());
  if (field.kind === 'text') return value;
  return field.toWords(toChosen(field.options, value));
}
