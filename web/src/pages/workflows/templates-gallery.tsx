import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { LayoutTemplate } from 'lucide-react';
import { client } from '#web/api/client.ts';
import { templatesQuery, workflowNamesQuery } from '#web/api/queries/workflows.ts';
import type { Template } from '#web/api/shapes-of-pages.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { TagChip } from '#web/ui/tag-chip.tsx';
import { toast } from '#web/ui/toast.ts';
import { MiniGraphView } from './mini-graph-view.tsx';
import { toFreeId } from './slug.ts';
import { text } from './strings.ts';
import classes from './templates.module.css';

/** The examples to start from, drawn small. */
export function TemplatesGallery() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const templates = useQuery(templatesQuery);
  const use = useMutation({
    mutationFn: async ({ id, name, workflow }: Template) => {
      const names = await queries.fetchQuery({ ...workflowNamesQuery, staleTime: 0 });
      const newId = toFreeId(id, (taken) => names.has(taken));
      await client.workflow.create({ workflow: { ...workflow, id: newId }, message: text.templateMessage(name) });
      return newId;
    },
    onSuccess: async (workflowId) => {
      await queries.invalidateQueries({ queryKey: ['workflow'] });
      await navigate({ to: '/workflows/$workflowId', params: { workflowId } });
    },
    onError: (error) => toast.error(error),
  });
  if (templates.isPending) return <SkeletonRows rows={3} height={160} />;
  if (templates.isError) return <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />;
  if (templates.data.items.length === 0) {
    return (
      <EmptyState icon={<LayoutTemplate size={22} />} title={text.templatesEmpty} text={text.templatesEmptyText} />
    );
  }
  return (
    <ul className={classes.gallery}>
      {templates.data.items.map((template) => (
        <li key={template.id} className={classes.card}>
          <MiniGraphView workflow={template.workflow} />
          <h2 className={classes.name}>{template.name}</h2>
          <p className={classes.words}>{template.description}</p>
          <div className={classes.tags}>
            {template.tags
              .filter((tag) => tag !== 'example')
              .map((tag) => (
                <TagChip key={tag} tag={tag} />
              ))}
          </div>
          <div className={classes.foot}>
            <span className={classes.count}>{text.templateSteps(template.stepCount)}</span>
            <Button
              size="xs"
              variant="light"
              loading={use.isPending && use.variables.id === template.id}
              aria-label={text.takeTemplateName(template.name)}
              onClick={() => use.mutate(template)}
            >
              {text.takeTemplate}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
