import type { Approval } from '#web/api/shapes.ts';
import { Ago } from '#web/ui/ago.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import type { Column } from '#web/ui/table/column.ts';
import classes from './approvals.module.css';
import { Due } from './due.tsx';
import { text } from './strings.ts';

/** Columns of the inbox. */
export function createApprovalColumns(toName: (workflowId: string) => string): readonly Column<Approval>[] {
  return [
    {
      id: 'title',
      header: text.question,
      width: 180,
      grow: true,
      fixed: true,
      card: 'title',
      cell: (approval) => (
        <span className={classes.question}>
          <StatusBadge status={approval.kind === 'approval' ? 'waiting' : 'uncertain'} label={false} />
          <span className={classes.clip}>{approval.title}</span>
        </span>
      ),
    },
    {
      id: 'workflow',
      header: text.workflow,
      width: 116,
      cell: (approval) => toName(approval.workflowId),
    },
    { id: 'asked', header: text.asked, width: 136, cell: (approval) => <Ago at={approval.askedAt} /> },
    { id: 'due', header: text.due, width: 108, card: 'side', cell: (approval) => <Due at={approval.dueAt} /> },
  ];
}
