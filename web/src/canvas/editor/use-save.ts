import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { toFailure } from '#web/api/failure.ts';
import { toast } from '#web/ui/toast.ts';
import type { EditorStore } from '../store/editor-store.ts';
import type { DraftSyncHandle } from '../sync/use-draft-sync.ts';
import { text } from './strings.ts';

/** Saves a version, with a message about it when there is one. Answers its number; `undefined` when it failed, which has been told. */
export type Save = (message?: string) => Promise<number | undefined>;

/** Saves a version and tells when that fails; problems of the document go where the others are. */
export function useSave(store: EditorStore, sync: DraftSyncHandle): Save {
  const queries = useQueryClient();
  // The handle is another one with every state; what saves stays.
  const { save } = sync;
  return useCallback(
    async (message?: string) => {
      try {
        const version = await save(message);
        await queries.invalidateQueries({
          queryKey: ['workflow'],
          predicate: ({ queryKey }) => queryKey[1] !== 'editor',
        });
        return version;
      } catch (error) {
        const failure = toFailure(error);
        const errors = store.getState().problems.filter(({ severity }) => severity === 'error').length;
        toast.error(
          failure.code === 'workflow-invalid' && errors > 0
            ? text.hasErrors(errors)
            : `${text.notSaved} ${failure.message}`,
        );
        return undefined;
      }
    },
    [store, save, queries],
  );
}
