import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Activity } from 'lucide-react';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { text } from './strings.ts';

/** What the list says when there is no run. */
export function RunsEmpty({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={<Activity size={22} />}
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
      icon={<Activity size={22} />}
      title={text.emptyTitle}
      text={text.emptyText}
      action={
        <Button component={Link} to="/workflows">
          {text.emptyAction}
        </Button>
      }
    />
  );
}
