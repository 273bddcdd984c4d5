import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { FailedArea } from '#web/ui/failed-area.tsx';
import { usePageTitle } from '#web/ui/page-title.ts';
import { text } from '../strings.ts';
import { PageNotLoaded } from './page-not-loaded.ts';

/** A page that failed, or whose script did not come; the frame around it goes on working. */
export function RouteFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const again = (): void => {
    if (error instanceof PageNotLoaded) error.forget();
    reset();
    void router.invalidate();
  };
  const isMissing = error instanceof PageNotLoaded;
  usePageTitle(isMissing ? text.notLoaded : text.pageFailedShort);
  return (
    <main>
      {isMissing ? (
        <FailedArea
          error={error}
          title={text.notLoaded}
          text={text.notLoadedText}
          action={text.reloadPage}
          onReload={() => location.reload()}
        />
      ) : (
        <FailedArea error={error} onReload={again} />
      )}
    </main>
  );
}
