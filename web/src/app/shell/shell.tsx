import { useMediaQuery } from '@mantine/hooks';
import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { keepInTouch } from '#web/api/keep-in-touch.ts';
import { connection } from '#web/api/live.ts';
import { queryClient } from '#web/api/query-client.ts';
import { ConfirmHost } from '#web/ui/confirm-host.tsx';
import { TipHost } from '#web/ui/tip-host.tsx';
import { ToastHost } from '#web/ui/toast-host.tsx';
import { LoginGate } from '../login/login-gate.tsx';
import { Overlays } from '../overlay/overlays.tsx';
import { Banner } from './banner.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { Rail } from './rail.tsx';
import { useRememberVisits } from './remember-visits.ts';
import { RouteAnnouncer } from './route-announcer.tsx';
import classes from './shell.module.css';
import { ShellActions } from './shell-actions.tsx';
import { SkipLink } from './skip-link.tsx';
import { useOpenQuestions } from './use-open-questions.ts';

/** The frame of every page. */
export function Shell() {
  useEffect(() => keepInTouch(connection, queryClient), []);
  return (
    <>
      <LoginGate>
        <Workspace />
      </LoginGate>
      <ToastHost />
    </>
  );
}

function Workspace() {
  const openQuestions = useOpenQuestions();
  useRememberVisits();
  const isPhone = useMediaQuery('(max-width: 640px)', undefined, { getInitialValueInEffect: false }) === true;
  return (
    <div className={classes.shell}>
      <SkipLink />
      <ShellActions />
      <RouteAnnouncer />
      {!isPhone && <Rail openQuestions={openQuestions} />}
      <div className={classes.body}>
        <Banner />
        <div id="content" className={classes.content} data-scroll-restoration-id="content">
          <Outlet />
        </div>
      </div>
      {isPhone && <BottomBar openQuestions={openQuestions} />}
      <Overlays />
      <ConfirmHost />
      <TipHost />
    </div>
  );
}
