import { lazy, Suspense } from 'react';
import type { Workflow } from '#contract/workflow.ts';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';

const Mounted = lazy(() => import('./mounted-text-diff.tsx').then((module) => ({ default: module.MountedTextDiff })));

/** Two documents as the text git would see. */
export function TextDiff({ before, after }: { readonly before: Workflow; readonly after: Workflow }) {
  return (
    <Suspense fallback={<SkeletonRows rows={12} height={20} />}>
      <Mounted before={toText(before)} after={toText(after)} />
    </Suspense>
  );
}

function toText(workflow: Workflow): string {
  return `${JSON.stringify(workflow, null, 2)}\n`;
}
