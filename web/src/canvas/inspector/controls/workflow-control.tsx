import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#web/api/client.ts';
import { toFailure } from '#web/api/failure.ts';
import type { ControlProps } from '../form/control-props.ts';
import classes from '../form/form.module.css';
import { SEARCH_ANEW } from '../form/select-typed.ts';
import { formText as text } from '../strings.ts';
import { toFieldText } from './text-control.tsx';

/** Workflows offered at once; a search finds the others. */
const LIMIT = 50;

/** The workflow that is called, and what it takes. */
export function WorkflowControl(props: ControlProps) {
  const { value, onChange, label, id, describedBy, isInvalid, readOnly } = props;
  const chosen = toFieldText(value);
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search, 200);
  const found = useQuery({
    queryKey: ['workflow', 'list', 'picker', settled],
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      client.workflow.list({ limit: LIMIT, ...(settled === '' ? {} : { search: settled }) }, { signal }),
  });
  const detail = useQuery({
    queryKey: ['workflow', 'get', chosen],
    enabled: chosen !== '' && !chosen.includes('{{'),
    staleTime: 30_000,
    retry: false,
    queryFn: ({ signal }) => client.workflow.get({ workflowId: chosen }, { signal }),
  });
  const items = found.data?.items ?? [];
  const names = new Map(items.map((item) => [item.id, item.name]));
  if (chosen !== '' && !names.has(chosen)) names.set(chosen, detail.data?.name ?? chosen);
  return (
    <div className={classes.rows}>
      <Select
        id={id}
        aria-label={label}
        aria-describedby={describedBy}
        error={isInvalid}
        readOnly={readOnly}
        size="xs"
        searchable
        {...SEARCH_ANEW}
        placeholder={text.workflowPick}
        data={[...names].map(([one, name]) => ({ value: one, label: name }))}
        value={chosen === '' ? null : chosen}
        onSearchChange={(typed) => setSearch(typed === names.get(chosen) ? '' : typed)}
        onChange={(next) => onChange(typeof next === 'string' ? next : undefined)}
        renderOption={({ option }) => (
          <span>
            {option.label}
            <div className={classes.hint}>{option.value}</div>
          </span>
        )}
      />
      {detail.isError && toFailure(detail.error).code === 'workflow-not-found' ? (
        <div className={classes.error}>{text.workflowGone(chosen)}</div>
      ) : null}
      {detail.data === undefined ? null : detail.data.workflow.inputs.length === 0 ? (
        <div className={classes.hint}>{text.workflowTakesNothing}</div>
      ) : (
        <div className={classes.hint}>
          {text.workflowTakes}{' '}
          {detail.data.workflow.inputs.map((input, index) => (
            <span key={input.id}>
              {index === 0 ? '' : ', '}
              <code>{input.id}</code> ({input.type}
              {input.required ? `, ${text.required.toLowerCase()}` : ''})
            </span>
          ))}
        </div>
      )}
    </div>
  );
}
