import { useQuery } from '@tanstack/react-query';
import { settingsQuery } from '#web/api/queries/settings.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { SettingCard } from './setting-card.tsx';

/** Settings by name, as far as the server knows them. */
export function SettingGroup({ keys }: { keys: readonly string[] }) {
  const query = useQuery(settingsQuery);
  if (query.isPending) return <SkeletonRows rows={keys.length} height={140} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return query.data.items
    .filter((setting) => keys.includes(setting.key))
    .map((setting) => <SettingCard key={setting.key} setting={setting} />);
}
