import { ActionIcon, Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { client } from '#web/api/client.ts';
import type { RunSummary } from '#web/api/shapes.ts';
import { toast } from '#web/ui/toast.ts';
import { copyText } from '#web/ui/use-copy.ts';
import { text } from './strings.ts';

/** What can be done with one run. */
export function RunMenu({ run, name }: { run: RunSummary; name: string }) {
  const navigate = useNavigate();
  const isEnded = run.finishedAt !== undefined;
  const say = (words: string) => (copied: boolean) => (copied ? toast.success(words) : toast.error(text.copyFailed));
  const act = (task: Promise<unknown>) => void task.catch((error: unknown) => toast.error(error));
  const retry = async () => {
    const { runId } = await client.run.retry({ runId: run.id });
    await navigate({ to: '/runs/$runId', params: { runId } });
  };
  const cancel = async () => {
    await client.run.cancel({ runId: run.id });
    toast.success(text.cancelled(1));
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={text.actionsOf(text.runName(name, run.id))}>
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void navigate({ to: '/runs/$runId', params: { runId: run.id } })}>
          {text.open}
        </Menu.Item>
        <Menu.Item
          onClick={() => void navigate({ to: '/workflows/$workflowId', params: { workflowId: run.workflowId } })}
        >
          {text.openWorkflow}
        </Menu.Item>
        {isEnded ? (
          <Menu.Item onClick={() => act(retry())}>{text.retry}</Menu.Item>
        ) : (
          <Menu.Item color="red" onClick={() => act(cancel())}>
            {text.cancel}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item onClick={() => act(copyText(run.id).then(say(text.copied(1))))}>{text.copyId}</Menu.Item>
        <Menu.Item onClick={() => act(copyText(`${location.origin}/runs/${run.id}`).then(say(text.linkCopied)))}>
          {text.copyLink}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
