import type { RunStatus } from '#contract/run-status.ts';
import type { RunSummary } from '#web/api/shapes.ts';
import { toValues } from '#web/ui/table/filter-field.ts';
import type { FilterValues, SavedView } from '#web/ui/table/saved-views.ts';
import { toTimeRange } from '#web/ui/table/time-range.ts';
import { text } from './strings.ts';

/** Statuses of runs, those that ask for attention first. */
export const STATUSES = [
  'failed',
  'timed-out',
  'uncertain',
  'running',
  'waiting',
  'queued',
  'succeeded',
  'cancelled',
] as const satisfies readonly RunStatus[];

/** Names the filters have in the address. */
export const FILTER_KEYS = ['status', 'workflow', 'trigger', 'time', 'text'] as const;

/** Views every person has. */
export function createDefaultViews(): readonly SavedView[] {
  return [
    { id: 'all', name: text.viewAll, values: {} },
    { id: 'failed', name: text.viewFailed, values: { status: 'failed,timed-out', time: '24h' } },
    { id: 'open', name: text.viewOpen, values: { status: 'queued,running,waiting,uncertain' } },
    { id: 'people', name: text.viewPeople, values: { status: 'waiting,uncertain' } },
  ];
}

/** The filters of an address; what else it holds is left out. */
export function readFilters(search: FilterValues): FilterValues {
  return Object.fromEntries(FILTER_KEYS.flatMap((key) => (search[key] ? [[key, search[key]]] : [])));
}

/** What the server is asked. A status nobody knows is left out: an old or mistyped address still shows runs. */
export function toListInput(values: FilterValues, now: number) {
  const status = toValues(values.status).filter(isStatus);
  const range = toTimeRange(values.time, now);
  return {
    ...(status.length === 0 ? {} : { status }),
    ...(values.workflow ? { workflowId: values.workflow } : {}),
    ...(values.trigger ? { triggerKind: values.trigger } : {}),
    ...(range?.from === undefined ? {} : { createdFrom: range.from }),
    ...(range?.to === undefined ? {} : { createdTo: range.to }),
    ...(values.text ? { text: values.text.slice(0, 200) } : {}),
  };
}

function isStatus(value: string): value is RunStatus {
  return (STATUSES as readonly string[]).includes(value);
}

/**
 * Whether a run that was just told of belongs into the list. `workflowName` is what the text is looked for in besides ids, as the server
 * does.
 */
export function matchesFilters(run: RunSummary, values: FilterValues, workflowName: string, now: number): boolean {
  const { status, workflowId, triggerKind, createdFrom, createdTo, text: needle } = toListInput(values, now);
  if (status !== undefined && !status.includes(run.status)) return false;
  if (workflowId !== undefined && run.workflowId !== workflowId) return false;
  if (triggerKind !== undefined && run.triggerKind !== triggerKind) return false;
  if (createdFrom !== undefined && run.createdAt < createdFrom) return false;
  if (createdTo !== undefined && run.createdAt >= createdTo) return false;
  const wanted = needle?.trim().toLowerCase() ?? '';
  if (wanted === '') return true;
  if (wanted.length >= 8 && run.id.toLowerCase().startsWith(wanted)) return true;
  return run.workflowId.toLowerCase().includes(wanted) || workflowName.toLowerCase().includes(wanted);
}
