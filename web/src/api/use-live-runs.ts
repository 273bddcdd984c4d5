import { useEffect, useEffectEvent, useState } from 'react';
import { follow } from './live.ts';
import type { RunSummary } from './shapes.ts';

/** How a live stream is. */
export type LiveState = 'connecting' | 'live' | 'lost' | 'ended';

/** Follows all runs while mounted: calls back for each that is created or changes its status, and when the open questions change. */
export function useLiveRuns(handlers: {
  readonly onRun?: (run: RunSummary) => void;
  readonly onQuestions?: (count: number) => void;
}): LiveState {
  const [state, setState] = useState<LiveState>('connecting');
  const onRun = useEffectEvent((run: RunSummary) => handlers.onRun?.(run));
  const onQuestions = useEffectEvent((count: number) => handlers.onQuestions?.(count));
  useEffect(
    () =>
      follow((live, signal) => live.run.live({}, { signal }), {
        onEntry: (entry) => {
          if (entry.kind === 'run') onRun(entry.run);
          else onQuestions(entry.count);
        },
        onState: setState,
      }),
    [],
  );
  return state;
}
