import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { workflowNamesQuery } from '#web/api/queries/workflows.ts';
import { PageFrame } from '#web/ui/page-frame.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { ApprovalsPanel } from './approvals-panel.tsx';
import { DraftsPanel } from './drafts-panel.tsx';
import { Guide } from './guide.tsx';
import classes from './home.module.css';
import { RunsPanel } from './runs-panel.tsx';
import { SchedulesPanel } from './schedules-panel.tsx';
import { text } from './strings.ts';
import { TrendPanel } from './trend-panel.tsx';
import { WorkflowsPanel } from './workflows-panel.tsx';

/** What happened, what needs a person, what comes next. */
export function HomePage() {
  const isNew = useQuery(workflowNamesQuery).data?.size === 0;
  return (
    <PageFrame>
      <PageHeader
        title={text.title}
        actions={
          <Button
            leftSection={<Plus size={14} aria-hidden />}
            renderRoot={(props) => <Link to="/workflows" search={{ create: '1' }} {...props} />}
          >
            {text.create}
          </Button>
        }
      />
      {isNew && <Guide />}
      <div className={classes.grid}>
        <div className={classes.main}>
          <TrendPanel />
          <WorkflowsPanel />
          <SchedulesPanel />
          <DraftsPanel />
        </div>
        <div className={classes.side}>
          <RunsPanel />
          <ApprovalsPanel />
        </div>
      </div>
    </PageFrame>
  );
}
