import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { settingsQuery } from '#web/api/queries/settings.ts';
import { activationsQuery, workflowNamesQuery } from '#web/api/queries/workflows.ts';
import { CopyButton } from '#web/ui/copy-button.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import classes from './connections.module.css';
import { text } from './strings.ts';
import { toCurl, toWebhooks } from './webhook-address.ts';

/** Where active workflows listen. */
export function WebhooksSection() {
  const query = useQuery(activationsQuery);
  const names = useQuery(workflowNamesQuery).data;
  const publicUrl = useQuery(settingsQuery).data?.items.find(({ key }) => key === 'publicUrl')?.value;
  const base = typeof publicUrl === 'string' && publicUrl !== '' ? publicUrl : location.origin;
  const webhooks = toWebhooks(query.data?.items ?? [], base);
  return (
    <section aria-labelledby="webhooks">
      <h2 id="webhooks" className={classes.title}>
        {text.webhooks}
      </h2>
      <p className={classes.hint}>{text.webhooksText}</p>
      {query.isPending && <SkeletonRows rows={2} height={64} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && webhooks.length === 0 && <p className={classes.none}>{text.noWebhooks}</p>}
      <ul className={classes.cards}>
        {webhooks.map((webhook) => (
          <li key={`${webhook.workflowId}/${webhook.stepId}`} className={classes.card}>
            <div className={classes.head}>
              <Link
                to="/workflows/$workflowId"
                params={{ workflowId: webhook.workflowId }}
                search={{ step: webhook.stepId }}
                className={classes.link}
              >
                {names?.get(webhook.workflowId)?.name ?? webhook.workflowId}
              </Link>
              <span className={classes.buttons}>
                <CopyButton value={webhook.address} label={text.copyAddress} />
                <CopyButton value={toCurl(webhook)} label={text.copyCurl} />
              </span>
            </div>
            <code className={classes.address}>
              <strong>{webhook.methods}</strong> {webhook.address}
            </code>
          </li>
        ))}
      </ul>
    </section>
  );
}
