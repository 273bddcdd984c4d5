import { Button, CloseButton } from '@mantine/core';
import { CircleAlert, CircleCheck, Info } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { text } from './strings.ts';
import { dismissToast, type Toast, toast } from './toast.ts';
import classes from './toast-host.module.css';

const ICONS = { success: CircleCheck, error: CircleAlert, info: Info };

/** One toast. Its time stands still while it is paused. */
export function ToastCard({ item, isPaused }: { readonly item: Toast; readonly isPaused: boolean }) {
  const { id, kind, action, shownMs } = item;
  const left = useRef(shownMs);
  useEffect(() => {
    if (isPaused || left.current === undefined) return;
    const started = performance.now();
    const timer = setTimeout(() => dismissToast(id), left.current);
    return () => {
      clearTimeout(timer);
      if (left.current !== undefined) left.current -= performance.now() - started;
    };
  }, [id, isPaused]);
  const Icon = ICONS[kind];
  return (
    <div className={classes.toast} data-kind={kind} role={kind === 'error' ? 'alert' : undefined}>
      <Icon size={16} aria-hidden="true" className={classes.icon} />
      <span className={classes.text}>{item.text}</span>
      {action !== undefined && (
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            dismissToast(id);
            void Promise.resolve()
              .then(() => action.run())
              .catch((error: unknown) => toast.error(error));
          }}
        >
          {action.label}
        </Button>
      )}
      <CloseButton size="sm" aria-label={text.dismiss} onClick={() => dismissToast(id)} />
    </div>
  );
}
