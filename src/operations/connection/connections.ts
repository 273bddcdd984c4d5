import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BlockRegistry } from '#blocks/registry.ts';
import type { WorkflowRepository } from '#store/workflow-repository.ts';
import { toSecretVariable } from '#vault/environment-secrets.ts';
import { findSecrets, type SecretField } from './find-secrets.ts';

/** A field of a workflow that opens a secret. */
export interface ConnectionUse extends Omit<SecretField, 'name'> {
  readonly workflowId: string;
  readonly workflowName: string;
}

/** A secret workflows are given by name. */
export interface Connection {
  readonly name: string;
  readonly isSet: boolean;
  /** The environment variable that sets it. */
  readonly variable: string;
  /** Fields that open it, the first {@link MAX_USES}. */
  readonly usedBy: readonly ConnectionUse[];
  readonly useCount: number;
}

/** Gives all connections, by name. */
export type ReadConnections = () => Promise<readonly Connection[]>;

/** Fields named of one secret. */
export const MAX_USES = 100;

const PER_PAGE = 200;

/** Milliseconds workflows are read before others get their turn. */
const SLICE_MS = 4;

/** Secrets that are set and those current versions of workflows refer to. What a version refers to is read once. */
export function createConnections(options: {
  readonly workflows: Pick<WorkflowRepository, 'list' | 'findCurrent'>;
  readonly blocks: Pick<BlockRegistry, 'get'>;
  readonly secretNames: () => readonly string[];
}): ReadConnections {
  const { workflows, blocks, secretNames } = options;
  let known: ReadonlyMap<string, readonly SecretField[]> = new Map();

  /** Every field that opens a secret, by workflow. */
  async function* listUses(): AsyncGenerator<ConnectionUse & SecretField> {
    const seen = new Map<string, readonly SecretField[]>();
    let sliceEnd = performance.now() + SLICE_MS;
    for (let after: { id: string } | undefined; ; ) {
      const page = workflows.list({ ...(after === undefined ? {} : { after }), limit: PER_PAGE });
      for (const { id, name, currentVersion } of page) {
        const key = `${currentVersion}/${id}`;
        const fields = known.get(key) ?? findSecrets(workflows.findCurrent(id)?.document.steps ?? [], blocks);
        seen.set(key, fields);
        for (const field of fields) yield { ...field, workflowId: id, workflowName: name };
        if (performance.now() < sliceEnd) continue;
        await nextTurn();
        sliceEnd = performance.now() + SLICE_MS;
      }
      const last = page.at(-1);
      if (page.length < PER_PAGE || last === undefined) break;
      after = { id: last.id };
    }
    known = seen;
  }

  return async () => {
    const isSet = new Set(secretNames());
    const uses = new Map<string, { readonly first: ConnectionUse[]; count: number }>();
    for (const name of isSet) uses.set(name, { first: [], count: 0 });
    for await (const { name, ...use } of listUses()) {
      const found = uses.get(name) ?? { first: [], count: 0 };
      uses.set(name, found);
      found.count += 1;
      if (found.first.length < MAX_USES) found.first.push(use);
    }
    return [...uses]
      .map(([name, { first, count }]) => ({
        ...{ name, isSet: isSet.has(name), variable: toSecretVariable(name) },
        ...{ usedBy: first, useCount: count },
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  };
}
