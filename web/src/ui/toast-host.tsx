import { useState } from 'react';
import { useStore } from 'zustand';
import { text } from './strings.ts';
import { toasts } from './toast.ts';
import { ToastCard } from './toast-card.tsx';
import classes from './toast-host.module.css';

/** Draws toasts at the foot of the page. While the pointer or the focus is on them, none goes. */
export function ToastHost() {
  const items = useStore(toasts, (state) => state.items);
  const [isPaused, setPaused] = useState(false);
  return (
    <section
      className={classes.host}
      aria-label={text.notifications}
      aria-live="polite"
      aria-relevant="additions"
      onPointerEnter={() => setPaused(true)}
      onPointerLeave={() => setPaused(false)}
      onFocus={() => setPaused(true)}
      onBlur={() => setPaused(false)}
    >
      {items.map((item) => (
        <ToastCard key={item.id} item={item} isPaused={isPaused && items.length > 0} />
      ))}
    </section>
  );
}
