import { Button } from '@mantine/core';
import { RefreshCw, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { connection } from '#web/api/live.ts';
import { queryClient } from '#web/api/query-client.ts';
import { serverState } from '#web/api/server-state.ts';
import { sessionQuery } from '#web/api/session.ts';
import { text } from '../strings.ts';
import classes from './banner.module.css';

/** A connection that is back within this time was never missed. */
const PATIENCE_MS = 1_200;

type Trouble = 'offline' | 'live-lost' | undefined;

/** Says when what is on the page may be old, and why; it goes by itself. */
export function Banner() {
  const isReachable = useStore(serverState, (state) => state.isReachable);
  const isPageOld = useStore(serverState, (state) => state.isPageOld);
  const isLost = useStore(connection.store, ({ state }) => state === 'lost');
  const trouble = useLasting(isReachable ? (isLost ? 'live-lost' : undefined) : 'offline');
  return (
    <div className={classes.place} role="status">
      {trouble !== undefined && (
        <div className={classes.banner} data-kind="trouble">
          <WifiOff size={15} aria-hidden="true" />
          <span className={classes.words}>{trouble === 'offline' ? text.offline : text.liveLost}</span>
          <Button size="compact-sm" variant="default" onClick={tryNow}>
            {text.tryNow}
          </Button>
        </div>
      )}
      {isPageOld && trouble === undefined && <OldPage />}
    </div>
  );
}

function OldPage() {
  const [isLater, setLater] = useState(false);
  if (isLater) return null;
  return (
    <div className={classes.banner} data-kind="news">
      <RefreshCw size={15} aria-hidden="true" />
      <span className={classes.words}>{text.pageOld}</span>
      <Button size="compact-sm" onClick={() => location.reload()}>
        {text.reload}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setLater(true)}>
        {text.later}
      </Button>
    </div>
  );
}

function tryNow(): void {
  connection.retryNow();
  void queryClient.fetchQuery({ ...sessionQuery, staleTime: 0, retry: false }).catch(() => undefined);
}

/** The trouble once it has lasted; its end at once. */
function useLasting(trouble: Trouble): Trouble {
  const [shown, setShown] = useState<Trouble>(undefined);
  useEffect(() => {
    const timer = setTimeout(() => setShown(trouble), trouble === undefined ? 0 : PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [trouble]);
  return shown;
}
