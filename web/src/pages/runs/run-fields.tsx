import type { WorkflowSummary } from '#web/api/shapes.ts';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import type { FilterField } from '#web/ui/table/filter-field.ts';
import { STATUSES } from './run-filters.ts';
import { text } from './strings.ts';

const TRIGGER_KINDS = ['manual', 'webhook', 'schedule', 'api', 'cli', 'mcp', 'event', 'workflow', 'fork'];

/** The filters of runs, in the order of the sentence. */
export function createRunFields(workflows: Iterable<WorkflowSummary>): readonly FilterField[] {
  return [
    {
      id: 'workflow',
      label: text.workflow,
      kind: 'one',
      options: [...workflows].map(({ id, name }) => ({ value: id, label: name })),
      toWords: ([chosen]) => text.ofWorkflow(chosen?.label ?? ''),
    },
    {
      id: 'status',
      label: text.status,
      kind: 'many',
      options: STATUSES.map((status) => ({
        value: status,
        label: status,
        mark: <StatusBadge status={status} />,
      })),
      toWords: (chosen) => text.thatAre(chosen.map((option) => option.value)),
    },
    {
      id: 'trigger',
      label: text.trigger,
      kind: 'one',
      options: TRIGGER_KINDS.map((kind) => ({ value: kind, label: text.triggerName(kind) })),
      toWords: ([chosen]) => text.startedBy(chosen?.value ?? ''),
    },
    { id: 'time', label: text.time, kind: 'time' },
    { id: 'text', label: text.search, kind: 'text' },
  ];
}
