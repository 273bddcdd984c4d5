import { Button, Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { client } from '#web/api/client.ts';
import type { Schedule } from '#web/api/shapes.ts';
import { toast } from '#web/ui/toast.ts';
import classes from './schedules.module.css';
import { text } from './strings.ts';

/** Pauses a schedule, lets it go on, and fires it now. */
export function ScheduleActions({ schedule, name }: { schedule: Schedule; name: string }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const scheduleId = schedule.id;
  const refresh = () => queries.invalidateQueries({ queryKey: ['schedule'] });
  const toggle = useMutation({
    mutationFn: async (on: boolean) => {
      if (on) await client.schedule.unpause({ scheduleId });
      else await client.schedule.pause({ scheduleId });
    },
    onSuccess: (_done, on) => {
      const undo = { label: text.undo, run: () => toggle.mutate(!on) };
      toast.success(on ? text.unpausedToast(name) : text.pausedToast(name), { action: undo });
    },
    onError: (error) => toast.error(error),
    onSettled: refresh,
  });
  const run = useMutation({
    mutationFn: () => client.schedule.run({ scheduleId }),
    onSuccess: ({ runId }) => {
      const open = () => navigate({ to: '/runs/$runId', params: { runId } });
      toast.success(text.started(name), { action: { label: text.show, run: open } });
      return refresh();
    },
    onError: (error) => toast.error(error),
  });
  return (
    <span className={classes.actions}>
      <Button
        size="xs"
        variant="default"
        loading={run.isPending}
        onClick={() => run.mutate()}
        aria-label={text.runNowOf(name)}
      >
        {text.runNow}
      </Button>
      <Switch
        size="sm"
        checked={toggle.isPending ? toggle.variables : !schedule.paused}
        onChange={(event) => toggle.mutate(event.currentTarget.checked)}
        aria-label={text.pauseOf(name)}
      />
    </span>
  );
}
