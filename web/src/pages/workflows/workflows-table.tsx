import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { tagsQuery } from '#web/api/queries/workflows.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { BulkBar } from '#web/ui/table/bulk-bar.tsx';
import { DataTable } from '#web/ui/table/data-table.tsx';
import { FilterText } from '#web/ui/table/filter-text.tsx';
import { keepExisting, NOTHING, type Selected } from '#web/ui/table/selection.ts';
import { text } from './strings.ts';
import { TagFilter } from './tag-filter.tsx';
import { toTagTree } from './tag-tree.ts';
import { useWorkflowBulk } from './use-workflow-bulk.tsx';
import { useWorkflows } from './use-workflows.ts';
import { createWorkflowColumns } from './workflow-columns.tsx';
import classes from './workflows.module.css';
import { WorkflowsEmpty } from './workflows-empty.tsx';

/** The list of workflows beside its folders. */
export function WorkflowsTable() {
  const navigate = useNavigate();
  const search = useSearch({ strict: false });
  const filter = { text: search.text ?? '', tag: search.tag, sort: search.sort === 'id' ? 'id' : 'updated' } as const;
  const set = (change: Readonly<Record<string, string | undefined>>) =>
    void navigate({ to: '/workflows', search: { ...search, ...change }, replace: true });
  const { list, rows, recent, active } = useWorkflows(filter);
  const nodes = toTagTree(useQuery(tagsQuery).data?.items ?? []);
  const [selection, setSelected] = useState<Selected>(NOTHING);
  const selected = useMemo(
    () =>
      keepExisting(
        selection,
        rows.map((row) => row.id),
      ),
    [selection, rows],
  );
  const bulk = useWorkflowBulk(rows);
  const isFiltered = filter.text !== '' || filter.tag !== undefined;
  return (
    <div className={classes.split}>
      {nodes.length > 0 && <TagFilter nodes={nodes} chosen={filter.tag} onChoose={(tag) => set({ tag })} />}
      <div className={classes.list}>
        <FilterText
          label={text.search}
          plain
          value={filter.text}
          onChange={(value) => set({ text: value === '' ? undefined : value })}
        />
        <BulkBar
          selected={selected}
          onSelect={setSelected}
          actions={bulk}
          toName={(id) => rows.find((row) => row.id === id)?.name ?? id}
        />
        {list.isError && rows.length === 0 ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <DataTable
            id="workflows"
            label={text.title}
            columns={createWorkflowColumns({ recent, active })}
            rows={rows}
            rowId={(workflow) => workflow.id}
            rowName={(workflow) => workflow.name}
            onOpen={({ id }) => void navigate({ to: '/workflows/$workflowId', params: { workflowId: id } })}
            selected={selected}
            onSelect={setSelected}
            sort={
              filter.sort === 'id'
                ? { column: 'id', direction: 'ascending' }
                : { column: 'updated', direction: 'descending' }
            }
            onSort={(column) => set({ sort: column === 'id' ? 'id' : undefined })}
            isLoading={list.isPending}
            hasMore={list.hasNextPage}
            onMore={() => {
              if (!list.isFetchingNextPage) void list.fetchNextPage();
            }}
            viewKey={JSON.stringify(filter)}
            empty={<WorkflowsEmpty isFiltered={isFiltered} onClear={() => set({ text: undefined, tag: undefined })} />}
          />
        )}
      </div>
    </div>
  );
}
