import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '#web/api/client.ts';
import { settingsQuery } from '#web/api/queries/settings.ts';
import { confirm } from '#web/ui/confirm.tsx';
import { toast } from '#web/ui/toast.ts';
import { Card } from './card.tsx';
import classes from './settings.module.css';
import { text } from './strings.ts';

const DAY_MS = 86_400_000;

/** What the retention would delete now, and a button that does it. */
export function PruneCard() {
  const queries = useQueryClient();
  const value = useQuery(settingsQuery).data?.items.find(({ key }) => key === 'retention')?.value;
  const { days, keep } = toRetention(value);
  const old = useQuery({
    queryKey: ['run', 'older', days],
    queryFn: ({ signal }) =>
      client.run.trend({ from: 0, to: Math.max(1, Date.now() - days * DAY_MS), buckets: 1 }, { signal }),
  });
  const prune = useMutation({
    mutationFn: () => client.system.prune({}),
    onSuccess: ({ runs, bytes }) => {
      toast.success(text.pruned(runs, bytes));
      void queries.invalidateQueries({ queryKey: ['system'] });
      return queries.invalidateQueries({ queryKey: ['run'] });
    },
    onError: (error) => toast.error(error),
  });
  const ask = async () => {
    const isSure = await confirm({
      title: text.pruneConfirm,
      text: text.pruneConfirmText,
      action: text.prune,
      danger: true,
      typed: text.pruneWord,
    });
    if (isSure) prune.mutate();
  };
  const total = old.data?.total;
  const count = total === undefined ? 0 : total.succeeded + total.failed + total.cancelled + total.timedOut;
  return (
    <Card title={text.pruneTitle} hint={text.pruneKeep(keep)}>
      <div className={classes.lead}>
        <p className={classes.hint}>{total === undefined ? '' : text.prunePreview(count, days)}</p>
        <Button size="xs" variant="light" color="red" loading={prune.isPending} onClick={() => void ask()}>
          {text.prune}
        </Button>
      </div>
    </Card>
  );
}

function toRetention(value: unknown): { readonly days: number; readonly keep: number } {
  const { days, keep } = { days: 30, keep: 100, ...(typeof value === 'object' ? value : {}) };
  return { days: Number(days), keep: Number(keep) };
}
