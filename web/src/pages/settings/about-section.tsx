import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { client } from '#web/api/client.ts';
import { formatDuration, formatTime } from '#web/strings/format.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { Card } from './card.tsx';
import { sessionQuery } from './session-query.ts';
import classes from './settings.module.css';
import { text } from './strings.ts';

/** Version and state of the server, and who is logged in. */
export function AboutSection() {
  const health = useQuery({
    queryKey: ['system', 'health'],
    queryFn: ({ signal }) => client.system.health({}, { signal }),
    refetchInterval: 5_000,
  });
  const session = useQuery(sessionQuery).data;
  if (health.isPending) return <SkeletonRows rows={4} />;
  if (health.isError) return <ErrorState error={health.error} onRetry={() => void health.refetch()} />;
  const { status, version, startedAt, uptimeMs, runs, reason } = health.data;
  return (
    <>
      <Card title={text.section('about')}>
        <dl className={classes.facts}>
          <Fact name={text.version}>{version}</Fact>
          <Fact name={text.health}>
            <span className={status === 'ok' ? classes.good : classes.bad}>
              {status === 'ok' ? text.healthOk : text.healthFailed}
            </span>
            {reason !== undefined && <p className={classes.bad}>{reason}</p>}
          </Fact>
          <Fact name={text.startedAt}>{formatTime(startedAt)}</Fact>
          <Fact name={text.upFor}>{formatDuration(uptimeMs)}</Fact>
          <Fact name={text.load}>{text.loadText(runs.running, runs.queued)}</Fact>
        </dl>
        <a href="/api/docs" className={classes.link}>
          {text.docs}
        </a>
        <p className={classes.hint}>{text.madeWith}</p>
      </Card>
      {session !== undefined && (
        <Card title={text.you} hint={session.principal.name}>
          <p className={classes.hint}>{text.yourPermissions}</p>
          <ul className={classes.list}>
            {session.permissions.map((permission) => (
              <li key={permission}>
                <code className={classes.code}>{permission}</code> {text.permission(permission)}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
