import type { DraftState } from '#store/draft-repository.ts';
import type { Services } from '../services.ts';
import type { DraftChange } from './shapes.ts';
import { createWaker } from './waker.ts';

/** How often the database is looked at for what other processes wrote, in milliseconds. */
const LOOK_EVERY_MS = 2_000;

interface Look {
  readonly draft: DraftState | undefined;
  readonly version: number | undefined;
}

/**
 * How the draft and version of a workflow are, then each change until `signal` aborts. Only the newest state is ever told, so that a slow
 * reader costs nothing and misses nothing that still holds.
 */
export async function* followWorkflow(
  services: Pick<Services, 'drafts' | 'workflows' | 'changes' | 'now'>,
  { workflowId, signal }: { readonly workflowId: string; readonly signal: AbortSignal | undefined },
): AsyncGenerator<DraftChange, void, void> {
  const look = (): Look => ({
    draft: services.drafts.findState(workflowId),
    version: services.workflows.find(workflowId)?.currentVersion,
  });
  const isGone = (): boolean => signal?.aborted === true;
  const waker = createWaker();
  const stop = services.changes.watch(workflowId, waker.wake);
  signal?.addEventListener('abort', waker.wake);
  try {
    let seen = look();
    yield toPresent(seen, services.now());
    while (!isGone()) {
      await waker.wait(LOOK_EVERY_MS);
      if (isGone()) return;
      const found = look();
      const { draft, version } = found;
      if (draft !== undefined && draft.revision !== seen.draft?.revision) yield toDraftChange(draft);
      if (version !== seen.version) yield toVersionChange(services, workflowId, version);
      seen = found;
    }
  } finally {
    stop();
    signal?.removeEventListener('abort', waker.wake);
  }
}

function toPresent({ draft, version }: Look, at: number): DraftChange {
  return {
    kind: 'present',
    ...(draft?.exists === true ? { revision: draft.revision } : {}),
    ...(version === undefined ? {} : { version }),
    at,
  };
}

function toDraftChange({ exists, revision, updatedBy, window, updatedAt }: DraftState): DraftChange {
  return {
    kind: exists ? 'saved' : 'discarded',
    revision,
    by: updatedBy,
    ...(window === undefined ? {} : { window }),
    at: updatedAt,
  };
}

function toVersionChange(
  { workflows, now }: Pick<Services, 'workflows' | 'now'>,
  workflowId: string,
  version: number | undefined,
): DraftChange {
  if (version === undefined) return { kind: 'deleted', at: now() };
  const record = workflows.listVersions(workflowId, { beforeVersion: version + 1, limit: 1 })[0];
  return {
    kind: 'versioned',
    version,
    ...(record?.author === undefined ? {} : { by: record.author }),
    at: record?.createdAt ?? now(),
  };
}
