import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { approvalListQuery } from '#web/api/queries/approvals.ts';
import type { Approval } from '#web/api/shapes.ts';
import { useLiveRuns } from '#web/api/use-live-runs.ts';

interface ApprovalPage {
  readonly items: Approval[];
  readonly nextCursor?: string | undefined;
}

/** Identity of a question: a run asks once at a place. */
export function toQuestionId({ runId, path }: Pick<Approval, 'runId' | 'path'>): string {
  return `${runId}:${path}`;
}

/** Open questions, live: one that was answered elsewhere goes away by itself. */
export function useApprovals() {
  const queries = useQueryClient();
  const options = approvalListQuery();
  const query = useInfiniteQuery(options);
  useLiveRuns({ onQuestions: () => void queries.invalidateQueries({ queryKey: ['approval'] }) });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  /** Takes a question out at once; the server's list follows. */
  const drop = (question: Approval) => {
    queries.setQueryData<InfiniteData<ApprovalPage, string>>(options.queryKey, (data) =>
      data === undefined
        ? undefined
        : {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              items: page.items.filter((item) => toQuestionId(item) !== toQuestionId(question)),
            })),
          },
    );
    void queries.invalidateQueries({ queryKey: ['approval'] });
  };
  return { query, rows, drop };
}
