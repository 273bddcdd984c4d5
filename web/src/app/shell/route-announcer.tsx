import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { focusMain } from './focus-main.ts';

/** Pages set their title just after they are drawn. */
const SETTLE_MS = 200;

/** Tells screen readers which page was opened, and brings a focus that went with the old page to the new one. */
export function RouteAnnouncer() {
  const path = useLocation({ select: ({ pathname }) => pathname });
  const [title, setTitle] = useState('');
  const first = useRef(path);
  useEffect(() => {
    if (first.current === path) return;
    first.current = '';
    const timer = setTimeout(() => {
      setTitle(document.title);
      if (document.activeElement === null || document.activeElement === document.body) focusMain();
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [path]);
  return (
    <div className="visually-hidden" aria-live="polite" aria-atomic="true">
      {title}
    </div>
  );
}
