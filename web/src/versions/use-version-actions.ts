import { useQueryClient } from '@tanstack/react-query';
import { client } from '#web/api/client.ts';
import { confirm } from '#web/ui/confirm.tsx';
import { saveFile } from '#web/ui/save-file.ts';
import { toast } from '#web/ui/toast.ts';
import { text } from './strings.ts';

/** What a person can do with a version; each tells how it went. */
export interface VersionActions {
  rollBack(version: number, newest: number): Promise<void>;
  activate(version: number): Promise<void>;
  deactivate(): Promise<void>;
  exportFile(version: number): Promise<void>;
  /** Makes the draft as an old version was. */
  restore(version: number, newest: number): Promise<void>;
  discardDraft(): Promise<void>;
}

/** The actions on versions of a workflow. */
export function useVersionActions(workflowId: string): VersionActions {
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['workflow'] }),
      queries.invalidateQueries({ queryKey: ['draft'] }),
      queries.invalidateQueries({ queryKey: ['schedule'] }),
    ]);
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
      await refresh();
    } catch (error) {
      toast.error(error);
    }
  };

  const saveAgain = async (version: number, newest: number): Promise<number> => {
    const saved = await client.workflow.rollback({ workflowId, version, expectedVersion: newest });
    return saved.version;
  };
  return {
    async rollBack(version, newest) {
      const agreed = await confirm({
        title: text.rollBackTitle(version),
        text: text.rollBackText(newest + 1),
        action: text.rollBackAction,
      });
      if (!agreed) return;
      await attempt(async () => {
        const next = await saveAgain(version, newest);
        const undo = () => attempt(async () => void (await saveAgain(newest, next)));
        toast.success(text.rolledBack(version, next), { action: { label: text.undo, run: undo } });
      });
    },
    activate: (version) =>
      attempt(async () => {
        await client.workflow.activate({ workflowId, version });
        toast.success(text.activated(version));
      }),
    deactivate: () =>
      attempt(async () => {
        await client.workflow.deactivate({ workflowId });
        toast.success(text.deactivated);
      }),
    exportFile: (version) =>
      attempt(async () => {
        const { fileName, text: content } = await client.workflow.export({ workflowId, version });
        saveFile(fileName.replace(/(\.\w+)$/, `.v${version}$1`), content);
      }),
    async restore(version, newest) {
      const { draft } = await client.draft.get({ workflowId });
      const agreed =
        draft === undefined ||
        (await confirm({ title: text.restoreTitle, text: text.restoreText, action: text.restoreAction, danger: true }));
      if (!agreed) return;
      await attempt(async () => {
        const old = await client.workflow.version({ workflowId, version });
        await client.draft.save({
          workflowId,
          workflow: JSON.parse(JSON.stringify(old.workflow)),
          baseVersion: newest,
          expectedRevision: draft?.revision ?? 0,
        });
        toast.success(text.restored(version));
      });
    },
    async discardDraft() {
      const agreed = await confirm({
        title: text.discardTitle,
        text: text.discardText,
        action: text.discardDraft,
        danger: true,
      });
      if (!agreed) return;
      await attempt(async () => {
        const { draft } = await client.draft.get({ workflowId });
        if (draft !== undefined) await client.draft.discard({ workflowId, expectedRevision: draft.revision });
        toast.success(text.discarded);
      });
    },
  };
}
