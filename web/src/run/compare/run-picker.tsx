import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { formatTime } from '#web/strings/format.ts';
import { recentRunsQuery } from '../queries.ts';
import { text } from './strings.ts';

/** Chooses one of the newest runs of a workflow; of any while none is known. */
export function RunPicker(props: {
  readonly label: string;
  readonly workflowId: string | undefined;
  readonly value: string | undefined;
  readonly onChange: (runId: string) => void;
}) {
  const { label, workflowId, value, onChange } = props;
  const runs = useQuery(recentRunsQuery(workflowId, 50)).data ?? [];
  const options = runs.map((run) => ({
    value: run.id,
    label: `${workflowId === undefined ? `${run.workflowId} · ` : ''}${run.id.slice(-6)} · ${run.status} · v${run.version} · ${formatTime(run.createdAt)}`,
  }));
  const isListed = value === undefined || options.some((option) => option.value === value);
  return (
    <Select
      label={label}
      placeholder={text.choose}
      searchable
      allowDeselect={false}
      value={value ?? null}
      data={isListed ? options : [{ value, label: value }, ...options]}
      onChange={(next) => next !== null && onChange(next)}
      style={{ flex: '1 1 240px', minWidth: 0 }}
    />
  );
}
