import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { History } from 'lucide-react';
import { approvalHistoryQuery } from '#web/api/queries/approvals.ts';
import type { ClosedApproval } from '#web/api/shapes-of-pages.ts';
import { Ago } from '#web/ui/ago.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import type { Column } from '#web/ui/table/column.ts';
import { DataTable } from '#web/ui/table/data-table.tsx';
import classes from './approvals.module.css';
import { toOutcome } from './outcome.ts';
import { text } from './strings.ts';

/** Questions that were answered, or ended without an answer. */
export function HistoryTable({ toName }: { toName: (workflowId: string) => string }) {
  const navigate = useNavigate();
  const query = useInfiniteQuery(approvalHistoryQuery);
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isError && rows.length === 0) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <DataTable
      id="approval-history"
      label={text.history}
      columns={createColumns(toName)}
      rows={rows}
      rowId={(item) => `${item.runId}:${item.path}:${item.answeredAt}`}
      rowName={(item) => item.title}
      onOpen={({ runId, path }) => void navigate({ to: '/runs/$runId', params: { runId }, search: { step: path } })}
      isLoading={query.isPending}
      hasMore={query.hasNextPage}
      onMore={() => {
        if (!query.isFetchingNextPage) void query.fetchNextPage();
      }}
      empty={<EmptyState icon={<History size={22} />} title={text.historyEmpty} text={text.historyEmptyText} />}
    />
  );
}

function createColumns(toName: (workflowId: string) => string): readonly Column<ClosedApproval>[] {
  return [
    {
      id: 'title',
      header: text.question,
      width: 260,
      grow: true,
      fixed: true,
      card: 'title',
      cell: (item) => item.title,
    },
    {
      id: 'outcome',
      header: text.outcome,
      width: 150,
      card: 'side',
      cell: (item) => {
        const { status, words } = toOutcome(item);
        return (
          <span className={classes.question}>
            <StatusBadge status={status} label={false} /> {text[words]}
          </span>
        );
      },
    },
    { id: 'by', header: text.by, width: 140, cell: (item) => item.by ?? text.nobody },
    {
      id: 'comment',
      header: text.comment,
      width: 200,
      grow: true,
      cell: (item) => (item.comment === undefined ? null : <span title={item.comment}>{item.comment}</span>),
    },
    { id: 'workflow', header: text.workflow, width: 160, cell: (item) => toName(item.workflowId) },
    { id: 'at', header: text.answeredAt, width: 130, cell: (item) => <Ago at={item.answeredAt} /> },
  ];
}
