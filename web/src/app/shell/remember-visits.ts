import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { noteRecent } from '../palette/recent.ts';

/** Remembers which workflows and runs were opened: the palette offers them first. */
export function useRememberVisits(): void {
  const path = useLocation({ select: ({ pathname }) => pathname });
  useEffect(() => {
    const id = toVisit(path);
    if (id !== undefined) noteRecent(id);
  }, [path]);
}

/** `/workflows/orders` as the palette's `workflow:orders`. */
export function toVisit(path: string): string | undefined {
  const [, area, id] = /^\/(workflows|runs)\/([^/]+)$/.exec(path) ?? [];
  if (area === undefined || id === undefined || (area === 'runs' && id === 'compare')) return undefined;
  try {
    return `${area === 'workflows' ? 'workflow' : 'run'}:${decodeURIComponent(id)}`;
  } catch {
    // Somebody typed an address that is none.
    return undefined;
  }
}
