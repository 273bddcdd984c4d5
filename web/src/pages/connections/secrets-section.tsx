import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { client } from '#web/api/client.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import classes from './connections.module.css';
import { SecretRow } from './secret-row.tsx';
import { text } from './strings.ts';

/** Secrets by name; those that are missing first. */
export function SecretsSection() {
  const query = useQuery({
    queryKey: ['connection', 'list'],
    queryFn: ({ signal }) => client.connection.list({}, { signal }),
  });
  const items = [...(query.data?.items ?? [])].sort((a, b) => Number(a.isSet) - Number(b.isSet));
  return (
    <section aria-labelledby="secrets">
      <h2 id="secrets" className={classes.title}>
        {text.secrets}
      </h2>
      <p className={classes.hint}>{text.secretsText}</p>
      {query.isPending && <SkeletonRows rows={3} height={88} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && (
        <EmptyState icon={<KeyRound size={22} />} title={text.noSecrets} text={text.noSecretsText} />
      )}
      <ul className={classes.cards}>
        {items.map((connection) => (
          <SecretRow key={connection.name} connection={connection} />
        ))}
      </ul>
    </section>
  );
}
