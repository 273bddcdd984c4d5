import { useQuery } from '@tanstack/react-query';

/** Times shown of a cron text. */
const COUNT = 5;

/** When a cron text fires next, in a zone, as the server reckons it; `reason` when it says no times. */
export function useNextTimes(cron: string, timeZone: string) {
  return useQuery({
    queryKey: ['cron', 'next', cron, timeZone],
    enabled: cron.trim() !== '',
    // Times pass; the list must not begin with one that is over.
    staleTime: 30_000,
    retry: false,
    queryFn: async (): Promise<{ readonly times: readonly number[]; readonly reason?: string }> => {
      const { Cron } = await import('croner');
      try {
        const job = new Cron(cron, { paused: true, mode: '5-or-6-parts', timezone: timeZone });
        return { times: job.nextRuns(COUNT).map((date) => date.getTime()) };
      } catch (error) {
        const reason = error instanceof Error ? error.message.replace(/^\w+: /, '') : String(error);
        return { times: [], reason };
      }
    },
  });
}
