import { Check } from 'lucide-react';
import { useState } from 'react';
import { SearchField } from '../search-field.tsx';
import classes from './filter-bar.module.css';
import type { FilterOption } from './filter-field.ts';
import { text } from './strings.ts';

/** From this many options on there is a field to find one. */
const SEARCH_FROM = 8;
/** Most options drawn; the field finds the others. */
const MAX_SHOWN = 100;

/** Props of {@link OptionList}. */
export interface OptionListProps {
  readonly label: string;
  readonly options: readonly FilterOption[];
  readonly chosen: readonly string[];
  readonly isMany: boolean;
  readonly onChange: (values: readonly string[]) => void;
}

/** The values of a filter, to switch on and off. */
export function OptionList({ label, options, chosen, isMany, onChange }: OptionListProps) {
  const [search, setSearch] = useState('');
  const found = options.filter((option) => option.label.toLowerCase().includes(search.trim().toLowerCase()));
  const choose = (value: string) => {
    const isChosen = chosen.includes(value);
    if (!isMany) onChange(isChosen ? [] : [value]);
    else onChange(isChosen ? chosen.filter((one) => one !== value) : [...chosen, value]);
  };
  return (
    <div className={classes.options}>
      {options.length >= SEARCH_FROM && (
        <SearchField label={text.findOption} value={search} onChange={setSearch} autoFocus />
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame and a legend */}
      <div role="group" aria-label={label} className={classes.optionRows}>
        {found.slice(0, MAX_SHOWN).map((option) => (
          <button
            key={option.value}
            type="button"
            aria-pressed={chosen.includes(option.value)}
            className={classes.option}
            onClick={() => choose(option.value)}
          >
            <Check size={14} aria-hidden className={classes.tick} />
            {option.mark ?? <span className={classes.optionName}>{option.label}</span>}
          </button>
        ))}
        {found.length === 0 && <p className={classes.nothing}>{text.noOption}</p>}
      </div>
    </div>
  );
}
