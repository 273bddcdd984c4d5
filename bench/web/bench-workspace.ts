import { startWorkspace, type Workspace } from '../../e2e/web/testing/workspace.ts';

/** Runs `measure` with a server and a browser of its own, and ends both. */
export async function withWorkspace<T>(measure: (workspace: Workspace) => Promise<T>): Promise<T> {
  const endings: (() => unknown)[] = [];
  const after = (ending: unknown) => {
    if (typeof ending === 'function') endings.unshift(() => ending());
  };
  try {
    return await measure(await startWorkspace({ after }));
  } finally {
    for (const end of endings) await end();
  }
}
