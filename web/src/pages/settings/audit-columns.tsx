import type { AuditEntry } from '#web/api/shapes-of-pages.ts';
import { formatNumber } from '#web/strings/format.ts';
import { Ago } from '#web/ui/ago.tsx';
import type { Column } from '#web/ui/table/column.ts';
import classes from './settings.module.css';
import { text } from './strings.ts';

/** Columns of the audit log. */
export function createAuditColumns(): readonly Column<AuditEntry>[] {
  return [
    { id: 'at', header: text.at, width: 130, card: 'side', cell: (entry) => <Ago at={entry.at} /> },
    {
      id: 'what',
      header: text.what,
      width: 160,
      fixed: true,
      card: 'title',
      cell: (entry) => <code className={classes.code}>{entry.what}</code>,
    },
    {
      id: 'target',
      header: text.target,
      width: 180,
      grow: true,
      cell: (entry) => (entry.target === undefined ? null : <code className={classes.code}>{entry.target}</code>),
    },
    { id: 'who', header: text.who, width: 130, cell: (entry) => entry.who },
    {
      id: 'outcome',
      header: text.outcome,
      width: 150,
      cell: (entry) => (
        <span className={entry.outcome === 'succeeded' ? classes.good : classes.bad}>{entry.outcome}</span>
      ),
    },
    { id: 'from', header: text.from, width: 160, cell: (entry) => entry.from },
    {
      id: 'id',
      header: '#',
      width: 80,
      align: 'end',
      hidden: true,
      card: 'none',
      cell: (entry) => formatNumber(entry.id),
    },
    {
      id: 'request',
      header: text.request,
      width: 220,
      hidden: true,
      card: 'none',
      cell: (entry) => <code className={classes.code}>{entry.requestId}</code>,
    },
  ];
}
