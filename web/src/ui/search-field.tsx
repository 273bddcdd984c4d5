import { CloseButton, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { Keys } from './keys.tsx';
import { text } from './strings.ts';

/** A field that narrows what is below it. Escape empties it first. */
export function SearchField(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Name of the field, e.g. "Search workflows"; shown as placeholder, too. */
  readonly label: string;
  readonly placeholder?: string;
  /** Keys that lead here, shown while it is empty. */
  readonly keys?: string;
  readonly autoFocus?: boolean;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly ref?: Ref<HTMLInputElement>;
}) {
  const { value, onChange, label, placeholder = label, keys, autoFocus = false, onKeyDown, ref } = props;
  const clear =
    value === '' ? (
      keys !== undefined && <Keys combo={keys} />
    ) : (
      <CloseButton size="sm" aria-label={text.clearSearch} onClick={() => onChange('')} />
    );
  return (
    <TextInput
      {...(ref === undefined ? {} : { ref })}
      type="text"
      role="searchbox"
      enterKeyHint="search"
      autoComplete="off"
      spellCheck={false}
      aria-label={label}
      placeholder={placeholder}
      value={value}
      data-autofocus={autoFocus || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        if (event.key !== 'Escape' || value === '' || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onChange('');
      }}
      leftSection={<Search size={14} aria-hidden="true" />}
      rightSection={clear}
      rightSectionPointerEvents="all"
    />
  );
}
