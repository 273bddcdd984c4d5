/** Tells those who watch a workflow that this process has written something about it, so that they need not wait for their next look. */
export interface WorkflowChanges {
  /** A draft or version of the workflow was written. */
  touch(workflowId: string): void;
  /** Calls `wake` at each touch. Returns how to stop. */
  watch(workflowId: string, wake: () => void): () => void;
}

/** Changes nobody watches yet. */
export function createWorkflowChanges(): WorkflowChanges {
  const watchers = new Map<string, Set<() => void>>();
  return {
    touch(workflowId) {
      for (const wake of watchers.get(workflowId) ?? []) wake();
    },
    watch(workflowId, wake) {
      const known = watchers.get(workflowId) ?? new Set();
      watchers.set(workflowId, known.add(wake));
      return () => {
        known.delete(wake);
        if (known.size === 0 && watchers.get(workflowId) === known) watchers.delete(workflowId);
      };
    },
  };
}
