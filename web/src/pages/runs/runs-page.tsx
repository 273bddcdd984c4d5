import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { ErrorState } from '#web/ui/error-state.tsx';
import { PageFrame } from '#web/ui/page-frame.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { BulkBar } from '#web/ui/table/bulk-bar.tsx';
import { DataTable } from '#web/ui/table/data-table.tsx';
import { FilterBar } from '#web/ui/table/filter-bar.tsx';
import type { FilterValues } from '#web/ui/table/saved-views.ts';
import { keepExisting, NOTHING, type Selected } from '#web/ui/table/selection.ts';
import { ViewMenu } from '#web/ui/table/view-menu.tsx';
import { LiveMark } from './live-mark.tsx';
import { createRunColumns } from './run-columns.tsx';
import { toRunMs } from './run-duration.tsx';
import { createRunFields } from './run-fields.tsx';
import { createDefaultViews, readFilters } from './run-filters.ts';
import { RunsEmpty } from './runs-empty.tsx';
import { text } from './strings.ts';
import { useRunBulk } from './use-run-bulk.tsx';
import { useRuns } from './use-runs.ts';

/** All runs: filtered, live, newest first. */
export function RunsPage() {
  const navigate = useNavigate();
  const search = useSearch({ strict: false });
  const values = useMemo(() => readFilters(search), [search]);
  const setValues = (next: FilterValues) => void navigate({ to: '/runs', search: readFilters(next), replace: true });
  const { query, rows, names, toName, live } = useRuns(values);
  const [selection, setSelected] = useState<Selected>(NOTHING);
  const selected = useMemo(
    () =>
      keepExisting(
        selection,
        rows.map((run) => run.id),
      ),
    [selection, rows],
  );
  const fields = useMemo(() => createRunFields(names?.values() ?? []), [names]);
  const now = query.dataUpdatedAt;
  const maxMs = Math.max(0, ...rows.map((run) => toRunMs(run, now) ?? 0));
  const bulk = useRunBulk(rows);
  const isFiltered = Object.keys(values).length > 0;
  return (
    <PageFrame fill>
      <PageHeader title={text.title} actions={<LiveMark state={live} />}>
        <FilterBar
          subject={text.subject}
          label={text.filters}
          fields={fields}
          values={values}
          onChange={setValues}
          before={<ViewMenu tableId="runs" builtIn={createDefaultViews()} values={values} onChange={setValues} />}
        />
      </PageHeader>
      <BulkBar
        selected={selected}
        onSelect={setSelected}
        actions={bulk}
        toName={(id) => text.runName(toName(rows.find((run) => run.id === id)?.workflowId ?? ''), id)}
      />
      {query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          id="runs"
          label={text.title}
          columns={createRunColumns({ toName, maxMs })}
          rows={rows}
          rowId={(run) => run.id}
          rowName={(run) => text.runName(toName(run.workflowId), run.id)}
          onOpen={(run) => void navigate({ to: '/runs/$runId', params: { runId: run.id } })}
          selected={selected}
          onSelect={setSelected}
          isLoading={query.isPending}
          hasMore={query.hasNextPage}
          onMore={() => {
            if (!query.isFetchingNextPage) void query.fetchNextPage();
          }}
          viewKey={JSON.stringify(values)}
          liveNoun="run"
          empty={<RunsEmpty isFiltered={isFiltered} onClear={() => setValues({})} />}
        />
      )}
    </PageFrame>
  );
}
