import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Play } from 'lucide-react';
import { client } from '#web/api/client.ts';
import { toFailure } from '#web/api/failure.ts';
import { templatesQuery } from '#web/api/queries/workflows.ts';
import { toast } from '#web/ui/toast.ts';
import classes from './home.module.css';
import { text } from './strings.ts';

/** The template that is the sample (examples/first-steps.json). */
const SAMPLE = 'first-steps';

/** What a person sees who has nothing yet: a sample that runs with one press. */
export function Guide() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const templates = useQuery(templatesQuery);
  const sample = templates.data?.items.find(({ id }) => id === SAMPLE);
  const run = useMutation({
    mutationFn: async () => {
      if (sample === undefined) throw new Error(text.guideMissing);
      try {
        await client.workflow.create({ workflow: sample.workflow, message: text.guideMessage });
      } catch (error) {
        // Pressed twice, or in two windows: it is there already.
        if (toFailure(error).code !== 'conflict') throw error;
      }
      return client.run.start({ workflowId: sample.workflow.id });
    },
    onSuccess: async ({ runId }) => {
      void queries.invalidateQueries({ queryKey: ['workflow'] });
      await navigate({ to: '/runs/$runId', params: { runId } });
    },
    onError: (error) => toast.error(error),
  });
  return (
    <section className={classes.guide} aria-labelledby="guide-title">
      <h2 id="guide-title" className={classes.guideTitle}>
        {text.guideTitle}
      </h2>
      <p className={classes.guideText}>
        {templates.isSuccess && sample === undefined ? text.guideMissing : text.guideText}
      </p>
      <ol className={classes.steps}>
        <li>{text.guideStepRun}</li>
        <li>{text.guideStepLook}</li>
        <li>{text.guideStepChange}</li>
      </ol>
      <div className={classes.guideActions}>
        <Button
          size="md"
          leftSection={<Play size={16} aria-hidden />}
          loading={run.isPending}
          disabled={sample === undefined}
          onClick={() => run.mutate()}
        >
          {text.guideRun}
        </Button>
        <Button
          size="md"
          variant="default"
          renderRoot={(props) => <Link to="/workflows" search={{ create: '1' }} {...props} />}
        >
          {text.guideBlank}
        </Button>
        <Button
          size="md"
          variant="subtle"
          renderRoot={(props) => <Link to="/workflows" search={{ tab: 'templates' }} {...props} />}
        >
          {text.guideTemplates}
        </Button>
      </div>
    </section>
  );
}
