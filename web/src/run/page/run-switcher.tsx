import { Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight, History } from 'lucide-react';
import { useState } from 'react';
import { useActions } from '#web/actions/use-actions.ts';
import { IconButton } from '#web/ui/icon-button.tsx';
import { recentRunsQuery } from '../queries.ts';
import { RunList } from './run-list.tsx';
import { text } from './strings.ts';

/** Jumps to any other run of the workflow: the one before, the one after, or one from the list. */
export function RunSwitcher({ runId, workflowId }: { readonly runId: string; readonly workflowId: string }) {
  const [isOpen, setOpen] = useState(false);
  const navigate = useNavigate();
  const runs = useQuery(recentRunsQuery(workflowId)).data ?? [];
  const at = runs.findIndex(({ id }) => id === runId);
  const older = at === -1 ? undefined : runs[at + 1];
  const newer = at === -1 ? runs[0] : runs[at - 1];
  const open = (id: string | undefined): void => {
    setOpen(false);
    if (id !== undefined) void navigate({ to: '/runs/$runId', params: { runId: id }, search: {} });
  };
  useActions([
    {
      id: 'run.older',
      label: text.olderRun,
      group: text.group,
      keys: '[',
      when: () => older !== undefined,
      run: () => open(older?.id),
    },
    {
      id: 'run.newer',
      label: text.newerRun,
      group: text.group,
      keys: ']',
      when: () => newer !== undefined,
      run: () => open(newer?.id),
    },
    { id: 'run.switch', label: text.switcher, group: text.group, keys: 'j', run: () => setOpen(true) },
  ]);
  return (
    <span style={{ display: 'inline-flex' }}>
      <IconButton
        size="sm"
        label={text.olderRun}
        keys="["
        icon={<ChevronLeft size={14} />}
        disabled={older === undefined}
        onClick={() => open(older?.id)}
      />
      <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus width={340}>
        <Popover.Target>
          <IconButton
            size="sm"
            label={text.switcher}
            keys="j"
            icon={<History size={14} />}
            onClick={() => setOpen((before) => !before)}
          />
        </Popover.Target>
        <Popover.Dropdown aria-label={text.recentRuns}>
          <RunList runs={runs} current={runId} onOpen={open} />
        </Popover.Dropdown>
      </Popover>
      <IconButton
        size="sm"
        label={text.newerRun}
        keys="]"
        icon={<ChevronRight size={14} />}
        disabled={newer === undefined}
        onClick={() => open(newer?.id)}
      />
    </span>
  );
}
