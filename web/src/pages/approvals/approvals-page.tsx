import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { workflowNamesQuery } from '#web/api/queries/workflows.ts';
import { PageFrame } from '#web/ui/page-frame.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { HistoryTable } from './history-table.tsx';
import { Inbox } from './inbox.tsx';
import { text } from './strings.ts';

/** Questions runs ask people, and how they were answered. */
export function ApprovalsPage() {
  const navigate = useNavigate();
  const { tab } = useSearch({ strict: false });
  const names = useQuery(workflowNamesQuery).data;
  const toName = (workflowId: string) => names?.get(workflowId)?.name ?? workflowId;
  const isHistory = tab === 'history';
  return (
    <PageFrame fill>
      <PageHeader title={text.title}>
        <Tabs
          value={isHistory ? 'history' : 'open'}
          onChange={(next) => void navigate({ to: '/approvals', search: next === 'history' ? { tab: next } : {} })}
        >
          <Tabs.List>
            <Tabs.Tab value="open">{text.open}</Tabs.Tab>
            <Tabs.Tab value="history">{text.history}</Tabs.Tab>
          </Tabs.List>
        </Tabs>
      </PageHeader>
      {isHistory ? <HistoryTable toName={toName} /> : <Inbox toName={toName} />}
    </PageFrame>
  );
}
