import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ScrollText, ShieldCheck } from 'lucide-react';
import { client } from '#web/api/client.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { DataTable } from '#web/ui/table/data-table.tsx';
import { FilterBar } from '#web/ui/table/filter-bar.tsx';
import type { FilterValues } from '#web/ui/table/saved-views.ts';
import { createAuditColumns } from './audit-columns.tsx';
import { createAuditFields, readAuditFilters, toAuditInput } from './audit-filters.ts';
import classes from './settings.module.css';
import { text } from './strings.ts';

/** Who did what. */
export function AuditSection() {
  const navigate = useNavigate();
  const search = useSearch({ strict: false });
  const values = readAuditFilters(search);
  const setValues = (next: FilterValues) =>
    void navigate({
      to: '/settings/{-$section}',
      params: { section: 'audit' },
      search: readAuditFilters(next),
      replace: true,
    });
  const query = useInfiniteQuery({
    queryKey: ['audit', 'list', values],
    queryFn: ({ pageParam, signal }) =>
      client.audit.list(
        { ...toAuditInput(values, Date.now()), limit: 100, ...(pageParam === '' ? {} : { cursor: Number(pageParam) }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const verify = useMutation({ mutationFn: () => client.audit.verify({}) });
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className={classes.lead}>
        <p className={classes.hint}>{text.auditText}</p>
        <Button
          size="xs"
          variant="default"
          leftSection={<ShieldCheck size={14} aria-hidden />}
          loading={verify.isPending}
          onClick={() => verify.mutate()}
        >
          {text.verify}
        </Button>
      </div>
      <div role="status">
        {verify.isSuccess && (
          <p className={verify.data.ok ? classes.good : classes.bad}>
            {verify.data.ok ? text.verified(verify.data.count ?? 0) : text.broken(verify.data.brokenAt ?? 0)}
          </p>
        )}
        {verify.isError && <ErrorState compact error={verify.error} />}
      </div>
      <FilterBar
        subject={text.entries}
        label={text.auditFilters}
        fields={createAuditFields(rows)}
        values={values}
        onChange={setValues}
      />
      {query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className={classes.tallTable}>
          <DataTable
            id="audit"
            label={text.section('audit')}
            columns={createAuditColumns()}
            rows={rows}
            rowId={(entry) => String(entry.id)}
            rowName={(entry) => `${entry.what} ${entry.target ?? ''}`}
            onOpen={(entry) => setValues({ ...values, target: entry.target })}
            isLoading={query.isPending}
            hasMore={query.hasNextPage}
            onMore={() => {
              if (!query.isFetchingNextPage) void query.fetchNextPage();
            }}
            viewKey={JSON.stringify(values)}
            empty={<EmptyState icon={<ScrollText size={22} />} title={text.auditEmpty} text={text.auditEmptyText} />}
          />
        </div>
      )}
    </>
  );
}
