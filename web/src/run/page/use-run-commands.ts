import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { client } from '#web/api/client.ts';
import { useCatalogue } from '#web/api/use-catalogue.ts';
import { confirm } from '#web/ui/confirm.tsx';
import { saveFile } from '#web/ui/save-file.ts';
import { toast } from '#web/ui/toast.ts';
import { eachStep } from '../model/each-step.ts';
import type { RunView } from '../model/run-view.ts';
import { recentRunsQuery, versionQuery } from '../queries.ts';
import { useStartRun } from '../start/use-start-run.ts';
import { text } from './strings.ts';

/** What can be done with a run. */
export interface RunCommands {
  cancel(): Promise<void>;
  runAgain(options?: { readonly newest?: boolean }): Promise<void>;
  retry(): void;
  compare(): Promise<void>;
  exportRun(): void;
  openEditor(): Promise<void>;
  readonly isBusy: boolean;
}

/** The actions of the run page. What fails is said in a toast. */
export function useRunCommands(runId: string, view: RunView | undefined): RunCommands {
  const navigate = useNavigate();
  const blocks = useCatalogue();
  const starter = useStartRun({ tells: true });
  const version = useQuery({
    ...versionQuery(view?.workflowId ?? '', view?.version ?? 1),
    enabled: view !== undefined,
  });
  const recent = useQuery({ ...recentRunsQuery(view?.workflowId ?? ''), enabled: view !== undefined });
  const onError = (error: unknown): void => void toast.error(error);
  const open = (next: string) => navigate({ to: '/runs/$runId', params: { runId: next }, search: {} });
  const cancelling = useMutation({
    mutationFn: () => client.run.cancel({ runId }),
    onSuccess: () => void toast.info(text.cancelled),
    onError,
  });
  const retrying = useMutation({
    mutationFn: () => client.run.retry({ runId }),
    onSuccess: ({ runId: next }) => {
      toast.success(text.retried);
      return open(next);
    },
    onError,
  });
  const exporting = useMutation({
    mutationFn: () => client.run.export({ runId }),
    onSuccess: (bundle) => saveFile(`run-${runId}.json`, JSON.stringify(bundle, null, 2)),
    onError,
  });

  /** Steps that write to the world right now. */
  const writing = (): readonly string[] => {
    if (view === undefined || version.data === undefined) return [];
    const steps = [...eachStep(version.data.workflow)];
    return steps.flatMap(({ id, name, process }) =>
      blocks.get(process.block)?.effect === 'effect' && (view.steps.get(id)?.running ?? 0) > 0 ? [name ?? id] : [],
    );
  };
  return {
    async cancel() {
      const steps = writing();
      const agreed =
        steps.length === 0 ||
        (await confirm({
          title: text.cancelTitle,
          text: text.cancelText(steps.join(', ')),
          action: text.cancel,
          danger: true,
        }));
      if (agreed) cancelling.mutate();
    },
    async runAgain({ newest = false } = {}) {
      if (view === undefined) return;
      const { workflowId } = view;
      await starter.start({
        workflowId,
        ...(newest ? {} : { version: view.version }),
        ...(isJsonObject(view.input) ? { input: view.input } : {}),
      });
    },
    retry: () => retrying.mutate(),
    async compare() {
      const runs = recent.data ?? [];
      const at = runs.findIndex(({ id }) => id === runId);
      const other = runs[at + 1] ?? runs.find(({ id }) => id !== runId);
      if (other === undefined) {
        toast.info(text.noOther);
        return;
      }
      await navigate({ to: '/runs/compare', search: { a: other.id, b: runId } });
    },
    exportRun: () => exporting.mutate(),
    async openEditor() {
      if (view === undefined) return;
      await navigate({ to: '/workflows/$workflowId', params: { workflowId: view.workflowId }, search: { run: runId } });
    },
    isBusy: cancelling.isPending || retrying.isPending || exporting.isPending || starter.isStarting,
  };
}

function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
