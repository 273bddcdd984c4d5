import { Button, Menu } from '@mantine/core';
import { ListFilter } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import classes from './filter-bar.module.css';
import { FilterChip } from './filter-chip.tsx';
import type { FilterField } from './filter-field.ts';
import { FilterText } from './filter-text.tsx';
import type { FilterValues } from './saved-views.ts';
import { text } from './strings.ts';

/** Props of {@link FilterBar}. */
export interface FilterBarProps {
  /** What the sentence is about, e.g. `Runs`. */
  readonly subject: string;
  readonly label: string;
  readonly fields: readonly FilterField[];
  readonly values: FilterValues;
  readonly onChange: (values: FilterValues) => void;
  /** In front of the sentence, e.g. the menu of views. */
  readonly before?: ReactNode;
}

/** Filters that read as a sentence: "Runs of Daily orders that failed in the last 24 hours containing …". */
export function FilterBar({ subject, label, fields, values, onChange, before }: FilterBarProps) {
  const [opened, setOpened] = useState<string>();
  const set = (id: string, value: string | undefined) => onChange({ ...values, [id]: value });
  const chips = fields.filter((field) => field.kind !== 'text');
  const isShown = ({ id }: FilterField) => (values[id] ?? '') !== '' || opened === id;
  const missing = chips.filter((field) => !isShown(field));
  const isFiltered = fields.some((field) => (values[field.id] ?? '') !== '');
  const textField = fields.find((field) => field.kind === 'text');
  return (
    <search className={classes.bar} aria-label={label}>
      {before}
      <span className={classes.subject}>{subject}</span>
      {chips.filter(isShown).map((field) => (
        <FilterChip
          key={field.id}
          field={field}
          value={values[field.id]}
          opened={opened === field.id}
          onOpened={(isOpen) => setOpened(isOpen ? field.id : undefined)}
          onChange={(value) => set(field.id, value)}
        />
      ))}
      {textField !== undefined && (
        <FilterText
          label={textField.label}
          value={values[textField.id] ?? ''}
          onChange={(value) => set(textField.id, value === '' ? undefined : value)}
        />
      )}
      {missing.length > 0 && (
        <Menu position="bottom-start" withinPortal returnFocus={false}>
          <Menu.Target>
            <Button size="xs" variant="subtle" color="gray" leftSection={<ListFilter size={14} aria-hidden />}>
              {text.addFilter}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {missing.map((field) => (
              <Menu.Item key={field.id} onClick={() => setOpened(field.id)}>
                {field.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {isFiltered && (
        <Button size="xs" variant="subtle" color="gray" onClick={() => onChange({})}>
          {text.clearFilters}
        </Button>
      )}
    </search>
  );
}
