import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  Ban,
  Download,
  EllipsisVertical,
  GitCompare,
  GitFork,
  PencilLine,
  RotateCcw,
  SquarePen,
  StepForward,
} from 'lucide-react';
import { useActions } from '#web/actions/use-actions.ts';
import { IconButton } from '#web/ui/icon-button.tsx';
import { isEnded, type RunView } from '../model/run-view.ts';
import { workflowQuery } from '../queries.ts';
import { text } from './strings.ts';
import type { RunCommands } from './use-run-commands.ts';

const ICON = { size: 14, 'aria-hidden': true } as const;

/** What can be done with the run: the likely next thing as a button, the rest in a menu; all in the palette. */
export function RunActions(props: {
  readonly view: RunView;
  readonly commands: RunCommands;
  readonly onEditInput: () => void;
  readonly onFork: () => void;
}) {
  const { view, commands, onEditInput, onFork } = props;
  const ended = isEnded(view);
  const newest = useQuery(workflowQuery(view.workflowId)).data?.currentVersion ?? view.version;
  const canRetry = ended && view.status !== 'succeeded';
  const again = (): void => void commands.runAgain();
  const cancel = (): void => void commands.cancel();
  const compare = (): void => void commands.compare();
  const edit = (): void => void commands.openEditor();
  useActions([
    { id: 'run.cancel', label: text.cancel, group: text.group, when: () => !ended, run: cancel },
    { id: 'run.again', label: text.runAgain, group: text.group, keys: 'r', run: again },
    { id: 'run.edited', label: text.runEdited, group: text.group, keys: 'shift+r', run: onEditInput },
    { id: 'run.retry', label: text.retryFailed, group: text.group, when: () => canRetry, run: commands.retry },
    { id: 'run.fork', label: text.fork, group: text.group, run: onFork },
    { id: 'run.compare', label: text.compare, group: text.group, keys: 'c', run: compare },
    { id: 'run.export', label: text.exportRun, group: text.group, run: commands.exportRun },
    { id: 'run.editor', label: text.openEditor, group: text.group, keys: 'e', run: edit },
  ]);
  return (
    <>
      {!ended && (
        <Button
          variant="default"
          leftSection={<Ban {...ICON} />}
          disabled={view.cancelRequested !== undefined}
          onClick={cancel}
        >
          {view.cancelRequested === undefined ? text.cancel : text.cancelling}
        </Button>
      )}
      {canRetry && (
        <Button leftSection={<StepForward {...ICON} />} loading={commands.isBusy} onClick={commands.retry}>
          {text.retryFailed}
        </Button>
      )}
      {ended && (
        <Button variant="default" leftSection={<RotateCcw {...ICON} />} disabled={commands.isBusy} onClick={again}>
          {text.runAgain}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <IconButton label={text.more} icon={<EllipsisVertical size={16} />} />
        </Menu.Target>
        <Menu.Dropdown>
          {!ended && (
            <Menu.Item leftSection={<RotateCcw {...ICON} />} onClick={again}>
              {text.runAgain}
            </Menu.Item>
          )}
          {newest !== view.version && (
            <Menu.Item leftSection={<RotateCcw {...ICON} />} onClick={() => void commands.runAgain({ newest: true })}>
              {text.runAgainNewest(newest)}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<SquarePen {...ICON} />} onClick={onEditInput}>
            {text.runEdited}
          </Menu.Item>
          <Menu.Item leftSection={<GitFork {...ICON} />} onClick={onFork}>
            {text.fork}
          </Menu.Item>
          <Menu.Item leftSection={<GitCompare {...ICON} />} onClick={compare}>
            {text.compare}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<PencilLine {...ICON} />} onClick={edit}>
            {text.openEditor}
          </Menu.Item>
          <Menu.Item leftSection={<Download {...ICON} />} onClick={commands.exportRun}>
            {text.exportRun}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
