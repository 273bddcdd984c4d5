import type { RouteComponent } from '@tanstack/react-router';
import { use } from 'react';
import { PageNotLoaded } from './errors/page-not-loaded.ts';

/**
 * A page whose script is loaded when it is opened, or when the pointer comes near a link to it. Unlike the router's own way it never
 * reloads the window by itself, which would throw away what is on it while the server is away; the failure is shown with a button.
 */
export function lazyPage<Name extends string>(
  load: () => Promise<Readonly<Record<Name, () => React.ReactNode>>>,
  name: Name,
): RouteComponent {
  let loaded: (() => React.ReactNode) | undefined;
  let failure: PageNotLoaded | undefined;
  let loading: Promise<void> | undefined;
  const preload = (): Promise<void> => {
    loading ??= load().then(
      (module) => {
        loaded = module[name];
      },
      (cause: unknown) => {
        failure = new PageNotLoaded(cause, () => {
          failure = undefined;
          loading = undefined;
        });
      },
    );
    return loading;
  };
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each page, at module scope
  function Page() {
    if (loaded === undefined && failure === undefined) use(preload());
    if (failure !== undefined) throw failure;
    const Loaded = loaded;
    return Loaded === undefined ? null : <Loaded />;
  }
  Page.preload = preload;
  return Page;
}
