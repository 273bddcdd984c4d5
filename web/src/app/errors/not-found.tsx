import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { usePageTitle } from '#web/ui/page-title.ts';
import { text } from '../strings.ts';

/** An address that leads nowhere. */
export function NotFound() {
  usePageTitle(text.notFound);
  return (
    <main>
      <h1 className="visually-hidden">{text.notFound}</h1>
      <EmptyState
        icon={<Compass size={22} />}
        title={text.notFound}
        text={text.notFoundText}
        action={<Button renderRoot={(props) => <Link {...props} to="/" />}>{text.goHome}</Button>}
      />
    </main>
  );
}
