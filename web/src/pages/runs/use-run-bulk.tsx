import { useNavigate } from '@tanstack/react-router';
import { Ban, Copy, GitCompare, RotateCcw } from 'lucide-react';
import { client } from '#web/api/client.ts';
import type { RunSummary } from '#web/api/shapes.ts';
import { confirm } from '#web/ui/confirm.tsx';
import type { BulkAction } from '#web/ui/table/bulk-bar.tsx';
import { toast } from '#web/ui/toast.ts';
import { copyText } from '#web/ui/use-copy.ts';
import { text } from './strings.ts';

const ICON = { size: 14, 'aria-hidden': true } as const;

/** What can be done with several runs at once. */
export function useRunBulk(rows: readonly RunSummary[]): readonly BulkAction[] {
  const navigate = useNavigate();
  const pick = (ids: readonly string[]) => rows.filter((run) => ids.includes(run.id));
  return [
    {
      id: 'cancel',
      label: text.cancel,
      icon: <Ban {...ICON} />,
      danger: true,
      when: (ids) => pick(ids).some((run) => run.finishedAt === undefined),
      before: (ids) =>
        confirm({
          title: text.cancelTitle(ids.length),
          text: text.cancelText,
          action: text.cancelAction,
          danger: true,
        }),
      each: (runId) => client.run.cancel({ runId }),
      after: ({ succeeded }) => {
        if (succeeded.length > 0) toast.success(text.cancelled(succeeded.length));
      },
    },
    {
      id: 'retry',
      label: text.retry,
      icon: <RotateCcw {...ICON} />,
      when: (ids) => pick(ids).some((run) => run.finishedAt !== undefined),
      each: (runId) => client.run.retry({ runId }),
      after: ({ succeeded }) => {
        if (succeeded.length > 0) toast.success(text.retried(succeeded.length));
      },
    },
    {
      id: 'compare',
      label: text.compare,
      icon: <GitCompare {...ICON} />,
      when: (ids) => ids.length === 2,
      all: async (ids) => {
        // The older one stands left.
        const [a, b] = [...ids].sort();
        await navigate({ to: '/runs/compare', search: { a, b } });
      },
    },
    {
      id: 'copy',
      label: text.copyIds,
      icon: <Copy {...ICON} />,
      all: async (ids) => {
        if (await copyText(ids.join('\n'))) toast.success(text.copied(ids.length));
        else toast.error(text.copyFailed);
      },
    },
  ];
}
