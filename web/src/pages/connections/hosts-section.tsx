import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { settingsQuery } from '#web/api/queries/settings.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import classes from './connections.module.css';
import { text } from './strings.ts';

/** Private hosts the network blocks may reach. */
export function HostsSection() {
  const query = useQuery(settingsQuery);
  const value = query.data?.items.find(({ key }) => key === 'allowedPrivateHosts')?.value;
  const hosts = Array.isArray(value) ? value.map(String) : [];
  return (
    <section aria-labelledby="hosts">
      <h2 id="hosts" className={classes.title}>
        {text.hosts}
      </h2>
      <p className={classes.hint}>{text.hostsText}</p>
      {query.isPending && <SkeletonRows rows={1} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && hosts.length === 0 && <p className={classes.none}>{text.noHosts}</p>}
      {hosts.length > 0 && (
        <ul className={classes.hosts}>
          {hosts.map((host) => (
            <li key={host}>
              <code>{host}</code>
            </li>
          ))}
        </ul>
      )}
      <p>
        <Link to="/settings/{-$section}" params={{ section: 'network' }} className={classes.link}>
          {text.changeHosts}
        </Link>
      </p>
    </section>
  );
}
