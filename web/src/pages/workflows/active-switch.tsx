import { ActionIcon, Popover, Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Zap } from 'lucide-react';
import { client } from '#web/api/client.ts';
import type { WorkflowSummary } from '#web/api/shapes.ts';
import type { Activation } from '#web/api/shapes-of-pages.ts';
import { toast } from '#web/ui/toast.ts';
import { text } from './strings.ts';
import { TriggerList } from './trigger-list.tsx';
import classes from './workflows.module.css';

/** Switches the triggers of a workflow on and off, and shows what they are. */
export function ActiveSwitch({
  workflow,
  activation,
}: {
  workflow: WorkflowSummary;
  activation: Activation | undefined;
}) {
  const queries = useQueryClient();
  const { id: workflowId, name } = workflow;
  const change = useMutation({
    mutationFn: async (on: boolean) => {
      if (on) {
        const { version } = await client.workflow.activate({ workflowId });
        toast.success(text.activatedOne(name, version));
      } else {
        await client.workflow.deactivate({ workflowId });
        const undo = { label: text.undo, run: () => change.mutate(true) };
        toast.success(text.deactivatedOne(name), { action: undo });
      }
    },
    onError: (error) => toast.error(error),
    onSettled: () => queries.invalidateQueries({ queryKey: ['workflow'] }),
  });
  const isOn = change.isPending ? change.variables : workflow.activeVersion !== undefined;
  return (
    <span className={classes.active}>
      <Switch
        size="sm"
        checked={isOn}
        onChange={(event) => change.mutate(event.currentTarget.checked)}
        aria-label={text.activateName(name)}
      />
      {activation !== undefined && (
        <Popover position="bottom-start" withinPortal shadow="md" trapFocus returnFocus>
          <Popover.Target>
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={text.showTriggers(name)}>
              <Zap size={14} aria-hidden />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown aria-label={text.showTriggers(name)}>
            <TriggerList activation={activation} workflow={workflow} onActivate={() => change.mutate(true)} />
          </Popover.Dropdown>
        </Popover>
      )}
      {activation !== undefined && <span className={classes.faint}>{text.versionOf(activation.version)}</span>}
    </span>
  );
}
