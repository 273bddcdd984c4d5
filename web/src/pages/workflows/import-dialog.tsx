import { Button, FileButton, Group, Modal } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Upload } from 'lucide-react';
import { useState } from 'react';
import { workflowNamesQuery } from '#web/api/queries/workflows.ts';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { type BulkResult, runBulk } from '#web/ui/table/run-bulk.ts';
import { toast } from '#web/ui/toast.ts';
import { ImportEntryView } from './import-entry-view.tsx';
import { type ImportDecision, importOne, planImport } from './import-plan.ts';
import { readFiles } from './read-files.ts';
import { type ImportSource, readImport } from './read-import.ts';
import { text } from './strings.ts';
import { useWorkflowActions } from './use-workflow-actions.ts';
import classes from './workflows.module.css';

/** Shows what files would bring, with their problems, and what to do where an id is taken. */
export function ImportDialog(props: {
  sources: readonly ImportSource[];
  onSources: (sources: readonly ImportSource[]) => void;
  onClose: () => void;
}) {
  const { sources, onSources, onClose } = props;
  const navigate = useNavigate();
  const { refresh } = useWorkflowActions();
  const names = useQuery({ ...workflowNamesQuery, staleTime: 0 }).data;
  const entries = useQuery({
    queryKey: ['import', 'read', sources],
    queryFn: () => Promise.all(sources.map(readImport)),
    enabled: sources.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const [decisions, setDecisions] = useState<ReadonlyMap<string, Partial<ImportDecision>>>(new Map());
  const plan = planImport(entries.data ?? [], decisions, (id) => names?.has(id) === true);
  const ready = plan.filter((planned) => planned.isReady);
  const [result, setResult] = useState<BulkResult>();
  const save = useMutation({
    mutationFn: async () => {
      const saved: string[] = [];
      const answer = await runBulk(
        ready.map(({ entry }) => entry.key),
        async (key) => {
          const planned = ready.find(({ entry }) => entry.key === key);
          if (planned !== undefined) saved.push(await importOne(planned, text.importMessage(planned.entry.source)));
        },
      );
      return { answer, saved };
    },
    onSuccess: async ({ answer, saved }) => {
      setResult(answer);
      await refresh();
      const [workflowId] = saved;
      if (workflowId === undefined) return;
      const open = () => navigate({ to: '/workflows/$workflowId', params: { workflowId } });
      toast.success(
        text.imported(saved.length),
        saved.length === 1 ? { action: { label: text.importOpen, run: open } } : {},
      );
      if (answer.failed.length === 0) onClose();
    },
  });
  const decide = (key: string, decision: Partial<ImportDecision>) =>
    setDecisions((old) => new Map(old).set(key, { ...old.get(key), ...decision }));
  return (
    <Modal opened onClose={onClose} title={text.importTitle} size="lg">
      <p className={classes.hint}>{text.importHint}</p>
      {entries.isLoading && <SkeletonRows rows={sources.length} height={64} />}
      <ul className={classes.plain}>
        {plan.map((planned) => (
          <ImportEntryView
            key={planned.entry.key}
            planned={planned}
            failure={result?.failed.find(({ id }) => id === planned.entry.key)?.message}
            onDecide={(decision) => decide(planned.entry.key, decision)}
          />
        ))}
      </ul>
      <Group justify="space-between" mt="md">
        <FileButton
          multiple
          accept=".json,.yaml,.yml,application/json"
          onChange={(files) => void readFiles(files).then(onSources)}
        >
          {(button) => (
            <Button {...button} variant="default" leftSection={<Upload size={14} aria-hidden />}>
              {text.importChoose}
            </Button>
          )}
        </FileButton>
        <Group>
          <Button variant="default" onClick={onClose}>
            {text.close}
          </Button>
          <Button disabled={ready.length === 0} loading={save.isPending} onClick={() => save.mutate()}>
            {ready.length === 0 ? text.importNothing : text.importAction(ready.length)}
          </Button>
        </Group>
      </Group>
    </Modal>
  );
}
