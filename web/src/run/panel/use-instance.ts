import { useQuery } from '@tanstack/react-query';
import type { StepDetail } from '#web/api/shapes.ts';
import { fromSummary, type InstanceView } from '../model/instance.ts';
import type { RunView } from '../model/run-view.ts';
import { stepQuery } from '../queries.ts';

/** Data of an instance, and how fetching it goes. */
export interface FetchedDetail {
  readonly data: StepDetail | null | undefined;
  readonly isPending: boolean;
  readonly error: unknown;
  refetch(): void;
}

/** One instance of a step: what its events tell, and its data from the server. Of one that is not kept any more the server tells both. */
export function useInstance(
  runId: string,
  view: RunView,
  path: string | undefined,
): { readonly row: InstanceView | undefined; readonly detail: FetchedDetail } {
  const kept = path === undefined ? undefined : view.instances.get(path);
  const detail = useQuery({
    ...stepQuery(runId, path ?? '', kept?.lastSeq ?? view.lastSeq),
    enabled: path !== undefined && (kept !== undefined || path.includes('[')),
    placeholderData: (before) => (before?.path === path ? before : undefined),
  });
  const found = detail.data ?? undefined;
  const row = kept ?? (found === undefined ? undefined : fromSummary(found, found.seq));
  return { row, detail: { ...detail, refetch: () => void detail.refetch() } };
}
