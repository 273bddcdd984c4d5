import { Button, Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Plus, Upload } from 'lucide-react';
import { useEffect } from 'react';
import { useActions } from '#web/actions/use-actions.ts';
import { PageFrame } from '#web/ui/page-frame.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { useDialogs } from './dialogs.ts';
import { text } from './strings.ts';
import { TemplatesGallery } from './templates-gallery.tsx';
import { useDropAndPaste } from './use-drop-and-paste.ts';
import { WorkflowDialogs } from './workflow-dialogs.tsx';
import classes from './workflows.module.css';
import { WorkflowsTable } from './workflows-table.tsx';

const openCreate = () => useDialogs.setState({ isCreating: true });
const openImport = () => useDialogs.setState({ importing: [] });

/** All workflows, and the templates to start from. */
export function WorkflowsPage() {
  const navigate = useNavigate();
  const { tab, create } = useSearch({ strict: false });
  const isTemplates = tab === 'templates';
  const isDropping = useDropAndPaste((sources) => useDialogs.setState({ importing: sources }));
  useActions([
    { id: 'workflows.create', label: text.actionCreate, group: text.compareGroup, keys: 'n', run: openCreate },
    { id: 'workflows.import', label: text.actionImport, group: text.compareGroup, run: openImport },
  ]);
  useEffect(() => {
    // The palette and other pages lead here with ?create=1.
    if (create !== undefined) openCreate();
  }, [create]);
  return (
    <PageFrame fill={!isTemplates}>
      <PageHeader
        title={text.title}
        actions={
          <>
            <Button variant="default" leftSection={<Upload size={14} aria-hidden />} onClick={openImport}>
              {text.import}
            </Button>
            <Button leftSection={<Plus size={14} aria-hidden />} onClick={openCreate}>
              {text.create}
            </Button>
          </>
        }
      >
        <Tabs
          value={isTemplates ? 'templates' : 'list'}
          onChange={(next) => void navigate({ to: '/workflows', search: next === 'templates' ? { tab: next } : {} })}
        >
          <Tabs.List>
            <Tabs.Tab value="list">{text.tabList}</Tabs.Tab>
            <Tabs.Tab value="templates">{text.tabTemplates}</Tabs.Tab>
          </Tabs.List>
        </Tabs>
      </PageHeader>
      {isTemplates ? <TemplatesGallery /> : <WorkflowsTable />}
      {isDropping && (
        <div className={classes.drop} role="status">
          {text.dropHere}
        </div>
      )}
      <WorkflowDialogs />
    </PageFrame>
  );
}
