import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ErrorState } from '#web/ui/error-state.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { DraftRow } from './draft-row.tsx';
import { draftQuery, versionsQuery, workflowQuery } from './queries.ts';
import type { Side } from './side.ts';
import { text } from './strings.ts';
import { useVersionActions } from './use-version-actions.ts';
import { VersionRow } from './version-row.tsx';
import classes from './versions.module.css';

/** The history of a workflow: the draft, then every version, newest first. */
export function VersionList(props: {
  readonly workflowId: string;
  readonly from: Side | undefined;
  readonly to: Side | undefined;
  readonly onFrom: (side: Side) => void;
  readonly onTo: (side: Side) => void;
}) {
  const { workflowId, ...sides } = props;
  const versions = useInfiniteQuery(versionsQuery(workflowId));
  const draft = useQuery(draftQuery(workflowId)).data;
  const workflow = useQuery(workflowQuery(workflowId)).data;
  const actions = useVersionActions(workflowId);
  if (versions.isPending) return <SkeletonRows rows={6} height={72} />;
  if (versions.isError) return <ErrorState compact error={versions.error} onRetry={() => void versions.refetch()} />;
  const items = versions.data.pages.flatMap((page) => page.items);
  const newest = items[0]?.version ?? 0;
  return (
    <>
      <div className={classes.sidesHead} aria-hidden="true">
        <span>{text.from}</span>
        <span>{text.to}</span>
      </div>
      <ol className={classes.list} aria-label={text.list}>
        {draft !== null && draft !== undefined && (
          <DraftRow updatedAt={draft.updatedAt} updatedBy={draft.updatedBy} actions={actions} {...sides} />
        )}
        {items.map((summary) => (
          <VersionRow
            key={summary.version}
            summary={summary}
            newest={newest}
            activeVersion={workflow?.activeVersion}
            actions={actions}
            {...sides}
          />
        ))}
      </ol>
      {versions.hasNextPage && (
        <Button
          variant="subtle"
          fullWidth
          loading={versions.isFetchingNextPage}
          onClick={() => void versions.fetchNextPage()}
        >
          {text.loadMore}
        </Button>
      )}
    </>
  );
}
