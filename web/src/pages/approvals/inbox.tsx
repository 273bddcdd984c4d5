import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ArrowLeft, Inbox as InboxIcon } from 'lucide-react';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { DataTable } from '#web/ui/table/data-table.tsx';
import { createApprovalColumns } from './approval-columns.tsx';
import classes from './approvals.module.css';
import { QuestionDetail } from './question-detail.tsx';
import { text } from './strings.ts';
import { toQuestionId, useApprovals } from './use-approvals.ts';

/** Open questions beside the one that is chosen; on a narrow window one after the other. */
export function Inbox({ toName }: { toName: (workflowId: string) => string }) {
  const navigate = useNavigate();
  const { run, path } = useSearch({ strict: false });
  const { query, rows, drop } = useApprovals();
  const isNarrow = useMediaQuery('(max-width: 1000px)', false, { getInitialValueInEffect: false }) ?? false;
  const wanted = run === undefined ? undefined : toQuestionId({ runId: run, path: path ?? '' });
  const found = rows.find((row) => toQuestionId(row) === wanted || (path === undefined && row.runId === run));
  // On a wide window the first one is open: there is room, and it is the oldest.
  const chosen = found ?? (isNarrow ? undefined : rows[0]);
  const choose = (row: { runId: string; path: string } | undefined) =>
    void navigate({
      to: '/approvals',
      search: row === undefined ? {} : { run: row.runId, path: row.path },
      replace: !isNarrow,
    });
  const finish = () => {
    if (chosen === undefined) return;
    const at = rows.indexOf(chosen);
    drop(chosen);
    choose(isNarrow ? undefined : (rows[at + 1] ?? rows[at - 1]));
  };
  if (query.isError && rows.length === 0) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  const list = (
    <DataTable
      id="approvals"
      label={text.inbox}
      columns={createApprovalColumns(toName)}
      rows={rows}
      rowId={toQuestionId}
      rowName={(row) => row.title}
      onOpen={choose}
      onActive={isNarrow ? undefined : choose}
      {...(chosen === undefined ? {} : { active: toQuestionId(chosen) })}
      isLoading={query.isPending}
      hasMore={query.hasNextPage}
      onMore={() => {
        if (!query.isFetchingNextPage) void query.fetchNextPage();
      }}
      empty={
        <EmptyState
          icon={<InboxIcon size={22} />}
          title={text.emptyTitle}
          text={text.emptyText}
          action={
            <Button variant="default" onClick={() => void navigate({ to: '/approvals', search: { tab: 'history' } })}>
              {text.emptyAction}
            </Button>
          }
        />
      }
    />
  );
  const detail = chosen !== undefined && (
    <QuestionDetail
      key={toQuestionId(chosen)}
      question={chosen}
      workflowName={toName(chosen.workflowId)}
      onDone={finish}
    />
  );
  if (isNarrow) {
    if (chosen === undefined) return list;
    return (
      <div className={classes.narrow}>
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          leftSection={<ArrowLeft size={14} aria-hidden />}
          onClick={() => choose(undefined)}
        >
          {text.back}
        </Button>
        {detail}
      </div>
    );
  }
  return (
    <div className={classes.split}>
      <div className={classes.pane}>{list}</div>
      {chosen !== undefined && <div className={classes.pane}>{detail}</div>}
    </div>
  );
}
