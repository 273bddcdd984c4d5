import { Modal } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { text } from './strings.ts';

const WorkflowInspector = lazy(async () => ({
  default: (await import('../inspector/workflow/workflow-inspector.tsx')).WorkflowInspector,
}));

/** What holds for the whole workflow: inputs, outputs, variables, timeouts, tags. Every change is an entry of the history. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={text.settingsTitle} size="xl">
      <Suspense fallback={<SkeletonRows rows={8} />}>
        <WorkflowInspector />
      </Suspense>
    </Modal>
  );
}
