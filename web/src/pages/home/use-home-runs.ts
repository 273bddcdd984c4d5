import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { client } from '#web/api/client.ts';
import { useLiveRuns } from '#web/api/use-live-runs.ts';

/** However many runs end, the page asks again no more often than this. */
const PAUSE_MS = 1_500;
const DAY_MS = 86_400_000;

/** Runs of the last day that went wrong or need a person, and the newest ones; both follow what happens. */
export function useHomeRuns() {
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const refresh = (key: readonly string[]) => {
    if (timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries({ queryKey: key });
    }, PAUSE_MS);
  };
  useLiveRuns({
    onRun: () => refresh(['run']),
    onQuestions: () => void queries.invalidateQueries({ queryKey: ['approval'] }),
  });
  const attention = useQuery({
    queryKey: ['run', 'attention'],
    queryFn: ({ signal }) =>
      client.run.list(
        { status: ['failed', 'timed-out', 'uncertain'], createdFrom: Date.now() - DAY_MS, limit: 5 },
        { signal },
      ),
  });
  const latest = useQuery({
    queryKey: ['run', 'latest'],
    queryFn: ({ signal }) => client.run.list({ limit: 8 }, { signal }),
  });
  return { attention, latest };
}
