import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import { serverState } from '#web/api/server-state.ts';
import { sessionQuery } from '#web/api/session.ts';
import { useLate } from '#web/ui/use-late.ts';

const loadScreen = async () => (await import('./login-screen.tsx')).LoginScreen;

/** Pages of this site tell each other of a login. */
const CHANNEL = 'flowright.session';

/**
 * Shows what is inside, or the login. A session that ends while somebody works leaves the page as it is, behind the login: what was typed
 * is there again afterwards.
 */
export function LoginGate({ children }: { readonly children: ReactNode }) {
  const session = useStore(serverState, (state) => state.session);
  const wasOpen = useStore(serverState, (state) => state.wasOpen);
  const isClosed = session === 'closed';
  const LoginScreen = useLate(loadScreen, isClosed);
  const { refetch, isSuccess } = useQuery(sessionQuery);
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    if (isSuccess) channel.postMessage('logged-in');
    channel.onmessage = () => {
      if (serverState.getState().session === 'closed') void refetch();
    };
    return () => channel.close();
  }, [isSuccess, refetch]);
  useEffect(() => {
    if (!isClosed) return;
    const look = (): void => void refetch();
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, [isClosed, refetch]);
  return (
    <>
      {(!isClosed || wasOpen) && children}
      {isClosed && LoginScreen !== undefined && <LoginScreen isAgain={wasOpen} onLoggedIn={() => void refetch()} />}
    </>
  );
}
