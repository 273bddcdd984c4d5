import { SegmentedControl } from '@mantine/core';
import { ArrowLeftRight, Equal, History } from 'lucide-react';
import { useMemo } from 'react';
import { diffWorkflows } from '#web/canvas/model/diff.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { IconButton } from '#web/ui/icon-button.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { ChangeList } from './change-list.tsx';
import { DiffCanvas } from './diff-canvas.tsx';
import type { Side } from './side.ts';
import { text } from './strings.ts';
import { TextDiff } from './text-diff.tsx';
import { useSideDocument } from './use-comparison.ts';
import classes from './versions.module.css';

/** Ways to look at a difference. */
export const VIEWS = ['canvas', 'changes', 'text'] as const;
export type View = (typeof VIEWS)[number];

/** What is different between two sides: on the canvas, in words, as text. */
export function Comparison(props: {
  readonly workflowId: string;
  readonly sides: { readonly from: Side; readonly to: Side } | undefined;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly onSwap: () => void;
}) {
  const { workflowId, sides, view, onView, onSwap } = props;
  const before = useSideDocument(workflowId, sides?.from);
  const after = useSideDocument(workflowId, sides?.to);
  const diff = useMemo(
    () =>
      before.workflow === undefined || after.workflow === undefined
        ? undefined
        : diffWorkflows(before.workflow, after.workflow),
    [before.workflow, after.workflow],
  );
  if (sides === undefined)
    return <EmptyState icon={<History size={22} />} title={text.onlyOne} text={text.onlyOneText} />;
  const failed = before.error === undefined ? after : before;
  if (failed.error !== undefined) return <ErrorState error={failed.error} onRetry={failed.retry} />;
  return (
    <>
      <div className={classes.bar}>
        <span className={classes.sidesNames}>
          {toName(sides.from)}
          <IconButton
            label={text.swap}
            icon={<ArrowLeftRight size={16} />}
            onClick={onSwap}
            disabled={sides.to === 'draft'}
          />
          {toName(sides.to)}
        </span>
        {diff !== undefined && (
          <span className={classes.tally}>{text.changed(diff.steps.size + diff.edges.size + diff.fields.length)}</span>
        )}
        <span className={classes.grow} />
        <SegmentedControl
          aria-label={text.views}
          value={view}
          onChange={(next) => onView(VIEWS.find((each) => each === next) ?? 'canvas')}
          data={[
            { value: 'canvas', label: text.canvas },
            { value: 'changes', label: text.changes },
            { value: 'text', label: text.asText },
          ]}
        />
      </div>
      <div className={classes.view}>
        {diff === undefined || before.workflow === undefined || after.workflow === undefined ? (
          <SkeletonRows rows={8} height={48} />
        ) : diff.isEmpty ? (
          <EmptyState icon={<Equal size={22} />} title={text.same} text={text.sameText} />
        ) : view === 'canvas' ? (
          <DiffCanvas before={before.workflow} after={after.workflow} diff={diff} />
        ) : view === 'changes' ? (
          <ChangeList diff={diff} before={before.workflow} />
        ) : (
          <TextDiff before={before.workflow} after={after.workflow} />
        )}
      </div>
    </>
  );
}

function toName(side: Side): string {
  return side === 'draft' ? text.draft : text.version(side);
}
