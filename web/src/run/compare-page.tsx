import { Switch } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ArrowLeftRight, GitCompare } from 'lucide-react';
import { useMemo, useState } from 'react';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { IconButton } from '#web/ui/icon-button.tsx';
import { PageFrame } from '#web/ui/page-frame.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { ChangeList } from './compare/change-list.tsx';
import classes from './compare/compare.module.css';
import { CompareCanvas } from './compare/compare-canvas.tsx';
import { CompareSummary } from './compare/compare-summary.tsx';
import { CompareTable } from './compare/compare-table.tsx';
import { RunPicker } from './compare/run-picker.tsx';
import { text } from './compare/strings.ts';
import { dataDiffers, useCompared } from './compare/use-compared.ts';
import { eachStep } from './model/each-step.ts';
import { diffJson } from './model/json-diff.ts';
import { useRunStore } from './page/use-run-store.ts';

/** Two runs side by side, step by step. */
export function ComparePage() {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const compared = useCompared(search.a, search.b);
  const { a, b, steps, data } = compared;
  const [onlyDifferences, setOnlyDifferences] = useState(false);
  const { workflow, store } = useRunStore(b?.workflowId, b?.version);
  const differing = useMemo(
    () => new Set([...data].flatMap(([path, found]) => (dataDiffers(found) === true ? [path] : []))),
    [data],
  );
  const names = useMemo(
    () => new Map(workflow === undefined ? [] : [...eachStep(workflow)].map(({ id, name }) => [id, name ?? id])),
    [workflow],
  );
  const shown = onlyDifferences ? steps.filter(({ path, differs }) => differs || differing.has(path)) : steps;
  const go = (runs: { readonly a?: string | undefined; readonly b?: string | undefined }): void =>
    void navigate({ to: '/runs/compare', search: { ...search, ...runs }, replace: true });
  const select = (stepId: string): void => store?.getState().select({ steps: new Set([stepId]) });
  return (
    <PageFrame>
      <PageHeader title={text.title} crumbs={[{ label: text.runs, to: '/runs' }]}>
        <div className={classes.pickers}>
          <RunPicker
            label={text.first}
            workflowId={a?.workflowId ?? b?.workflowId}
            value={search.a}
            onChange={(id) => go({ a: id })}
          />
          <IconButton
            label={text.swap}
            icon={<ArrowLeftRight size={16} />}
            onClick={() => go({ a: search.b, b: search.a })}
          />
          <RunPicker
            label={text.second}
            workflowId={b?.workflowId ?? a?.workflowId}
            value={search.b}
            onChange={(id) => go({ b: id })}
          />
        </div>
      </PageHeader>
      {compared.error !== undefined ? (
        <ErrorState error={compared.error} onRetry={compared.refetch} />
      ) : compared.isPending ? (
        <SkeletonRows rows={8} height={40} />
      ) : a === undefined || b === undefined ? (
        <EmptyState icon={<GitCompare size={22} />} title={text.chooseTitle} text={text.chooseText} />
      ) : (
        <>
          <CompareSummary a={a} b={b} />
          {store !== undefined && <CompareCanvas store={store} steps={steps} differing={differing} />}
          <div className={classes.bar}>
            <Switch
              label={text.onlyDifferences}
              checked={onlyDifferences}
              onChange={(event) => setOnlyDifferences(event.currentTarget.checked)}
            />
            {a.hiddenSteps + b.hiddenSteps > 0 && (
              <span className={classes.muted}>{text.hidden(a.hiddenSteps + b.hiddenSteps)}</span>
            )}
          </div>
          {shown.length === 0 ? (
            <p className={classes.muted}>{text.nothingDiffers}</p>
          ) : (
            <CompareTable steps={shown} data={data} names={names} selected={undefined} onSelect={select} />
          )}
          <div className={classes.wholes}>
            <ChangeList title={text.runInput} changes={diffJson(a.input, b.input)} />
            <ChangeList title={text.runOutput} changes={diffJson(a.output, b.output)} />
          </div>
        </>
      )}
    </PageFrame>
  );
}
