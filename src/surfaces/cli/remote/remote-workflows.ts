import type { CliWorkflows, WorkflowChange } from '../app-port.ts';
import type { Connection } from './connect.ts';

const PAGE = 200;
const KINDS: readonly WorkflowChange['kind'][] = ['added', 'removed', 'changed', 'moved'];

/** The workflows of a server. */
export function createRemoteWorkflows({ call }: Connection): CliWorkflows {
  return {
    list: async () => {
      const pages = await collect((cursor) => call(({ workflow }) => workflow.list({ ...cursor, limit: PAGE })));
      return pages.map(({ id, name, description, currentVersion, updatedAt }) => ({
        id,
        name,
        description,
        version: currentVersion,
        updatedAt,
      }));
    },
    async get(workflowId, version) {
      if (version !== undefined)
        return {
          workflow: (await call((client) => client.workflow.version({ workflowId, version }))).workflow,
          version,
        };
      const { workflow, currentVersion } = await call((client) => client.workflow.get({ workflowId }));
      return { workflow, version: currentVersion };
    },
    versions: (workflowId) =>
      collect(({ cursor }) =>
        call(({ workflow }) =>
          workflow.versions({ workflowId, limit: PAGE, ...(cursor === undefined ? {} : { cursor: Number(cursor) }) }),
        ),
      ),
    async diff(workflowId, from, to) {
      const { changes } = await call(({ workflow }) => workflow.diff({ workflowId, from, to }));
      return changes.map(({ kind, pointer, name, before, after }) => ({
        kind: KINDS.find((known) => known === kind) ?? 'changed',
        path: pointer ?? name ?? '',
        before,
        after,
      }));
    },
    async save(workflow, { message } = {}) {
      const text = JSON.stringify(workflow);
      const { version, isNew } = await call((client) =>
        client.workflow.import({ text, format: 'json', ...(message === undefined ? {} : { message }) }),
      );
      return { version, changed: isNew };
    },
    rollback: (workflowId, version) => call(({ workflow }) => workflow.rollback({ workflowId, version })),
  };
}

async function collect<Item>(
  ask: (page: {
    readonly cursor?: string;
  }) => Promise<{ readonly items: Item[]; readonly nextCursor?: string | undefined }>,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  let page: { readonly cursor?: string } = {};
  for (;;) {
    const { items, nextCursor } = await ask(page);
    all.push(...items);
    if (nextCursor === undefined) return all;
    page = { cursor: nextCursor };
  }
}
