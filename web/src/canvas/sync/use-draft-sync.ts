import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { follow } from '#web/api/live.ts';
import { toast } from '#web/ui/toast.ts';
import type { EditorStore } from '../store/editor-store.ts';
import type { Loaded, Timers } from './draft-port.ts';
import { DraftSync } from './draft-sync.ts';
import { createRpcDraftServer } from './rpc-draft-server.ts';
import { text } from './strings.ts';
import type { SyncState } from './sync-state.ts';
import { createUnsentShelf } from './unsent-shelf.ts';
import { windowId } from './window-id.ts';

const timers: Timers = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** A document that keeps itself, and what a person can ask of it. */
export interface DraftSyncHandle {
  readonly state: SyncState;
  /** Saves a version; answers its number. @throws Failure, e.g. `workflow-invalid` with `data.problems` */
  save(message?: string): Promise<number>;
  /** Gives up the draft: back to the newest version. */
  discard(): Promise<void>;
  /** Sends what is unsent, now. */
  flush(): Promise<void>;
  /** The conflicts were looked at. */
  clearConflicts(): void;
}

/** Keeps the document of a canvas and the server the same: autosaves a draft, merges what other windows and people change. */
export function useDraftSync(store: EditorStore, workflowId: string, loaded: Loaded): DraftSyncHandle {
  const connection = useMemo(() => connect(store, workflowId, loaded), [store, workflowId, loaded]);
  useEffect(() => connection.start(), [connection]);
  const state = useSyncExternalStore(connection.subscribe, connection.getState);
  return useMemo(() => ({ state, ...connection.handle }), [state, connection]);
}

function connect(store: EditorStore, workflowId: string, loaded: Loaded) {
  const listeners = new Set<() => void>();
  // The sync speaks while it is being made, when it takes up what was unsent.
  let state: SyncState | undefined;
  const create = () =>
    new DraftSync({
      server: createRpcDraftServer(workflowId),
      editor: {
        read: () => store.getState().workflow,
        replace: (workflow) => store.getState().replace(workflow, { keepHistory: true }),
      },
      shelf: createUnsentShelf(localStorage, {
        workflowId,
        window: windowId,
        report: (error) => console.warn('Unsent changes could not be kept on this machine.', error),
      }),
      timers,
      loaded,
      onState(next) {
        // What others changed appears under the person's hands: say so.
        if (next.mergedChanges > (state?.mergedChanges ?? 0)) toast.info(text.merged);
        state = next;
        for (const listener of listeners) listener();
      },
    });
  let sync = create();
  state = sync.state;
  let isClosed = false;

  return {
    getState: () => state ?? sync.state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    handle: {
      save: (message?: string) => sync.save(message),
      discard: () => sync.discard(),
      flush: () => sync.flush(),
      clearConflicts: () => sync.clearConflicts(),
    },
    start() {
      // React starts effects twice while developing.
      if (isClosed) {
        sync = create();
        state = sync.state;
        isClosed = false;
      }
      const stopEdits = store.subscribe(({ workflow }, before) => {
        if (workflow !== before.workflow) sync.changed();
      });
      let isFirst = true;
      const stopLive = follow((live, signal) => live.draft.watch({ workflowId }, { signal }), {
        onEntry(entry) {
          // The first entry tells what was loaded a moment ago; after a lost connection it tells what was missed.
          const isOwn = 'window' in entry && entry.window === windowId;
          if (!isOwn && !(isFirst && isKnown(entry, loaded))) void sync.pull();
          isFirst = false;
        },
      });
      const shelve = () => {
        if (document.hidden) sync.shelve();
      };
      const shelveAtEnd = () => sync.shelve();
      window.addEventListener('pagehide', shelveAtEnd);
      document.addEventListener('visibilitychange', shelve);
      return () => {
        stopEdits();
        stopLive();
        window.removeEventListener('pagehide', shelveAtEnd);
        document.removeEventListener('visibilitychange', shelve);
        // What is unsent goes to the server first; what does not reach it stays on this machine.
        const ending = sync;
        void ending.flush().finally(() => ending.close());
        isClosed = true;
      };
    },
  };
}

function isKnown(
  entry: { readonly kind: string; readonly revision?: number | undefined; readonly version?: number | undefined },
  { draft, current }: Loaded,
): boolean {
  return entry.kind === 'present' && entry.revision === draft?.revision && entry.version === current?.version;
}
