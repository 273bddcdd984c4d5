import { formatAgo, formatTime } from '#web/strings/format.ts';
import { useNow } from './use-now.ts';

/** A time as distance from now, kept up to date; the time itself on hover. */
export function Ago({ at }: { readonly at: number }) {
  const distance = useNow((now) => formatAgo(at, now));
  return (
    <time dateTime={new Date(at).toISOString()} title={formatTime(at)}>
      {distance}
    </time>
  );
}
