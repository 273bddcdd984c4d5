import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Workflow } from 'lucide-react';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { useDialogs } from './dialogs.ts';
import { text } from './strings.ts';

/** What the list says when there is no workflow. */
export function WorkflowsEmpty({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={<Workflow size={22} />}
        title={text.emptyFiltered}
        text={text.emptyFilteredText}
        action={
          <Button variant="default" onClick={onClear}>
            {text.clear}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={<Workflow size={22} />}
      title={text.emptyTitle}
      text={text.emptyText}
      action={
        <Group justify="center">
          <Button onClick={() => useDialogs.setState({ isCreating: true })}>{text.create}</Button>
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/workflows" search={{ tab: 'templates' }} {...props} />}
          >
            {text.templatesHint}
          </Button>
        </Group>
      }
    />
  );
}
