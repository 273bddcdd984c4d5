import { Switch, Tooltip } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '#web/api/client.ts';
import { workflowQuery } from '#web/run/queries.ts';
import { toast } from '#web/ui/toast.ts';
import { useEditor } from '../store/editor-store.ts';
import { text } from './strings.ts';

/** Lets the triggers of the workflow start runs, or not. What is on the screen is saved first. */
export function ActivateSwitch({
  version: saved,
  save,
}: {
  readonly version: number;
  readonly save: () => Promise<number | undefined>;
}) {
  const queries = useQueryClient();
  const workflowId = useEditor((state) => state.workflow.id);
  const hasTrigger = useEditor((state) =>
    state.workflow.steps.some(({ process }) => state.blocks.get(process.block)?.trigger === true),
  );
  const { data } = useQuery({ ...workflowQuery(workflowId), enabled: saved > 0 });
  const active = data?.activeVersion;
  const change = useMutation({
    mutationFn: async (on: boolean) => {
      if (!on) {
        await client.workflow.deactivate({ workflowId });
        toast.info(text.deactivated);
        return;
      }
      const version = await save();
      if (version === undefined) return;
      await client.workflow.activate({ workflowId, version });
      toast.success(text.activated(version));
    },
    onError: (error) => toast.error(error),
    onSettled: () => queries.invalidateQueries({ queryKey: ['workflow', 'get', workflowId] }),
  });
  const isOn = change.isPending ? change.variables : active !== undefined;
  const hint =
    !hasTrigger && active === undefined
      ? text.noTrigger
      : active !== undefined && active !== saved
        ? text.activeOlder(active)
        : text.activate;
  return (
    <Tooltip label={hint} multiline w={240}>
      <Switch
        size="sm"
        label={text.active}
        checked={isOn}
        disabled={!hasTrigger && active === undefined}
        onChange={(event) => change.mutate(event.currentTarget.checked)}
      />
    </Tooltip>
  );
}
