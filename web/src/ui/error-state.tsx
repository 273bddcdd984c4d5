import { Button } from '@mantine/core';
import { OctagonAlert, WifiOff } from 'lucide-react';
import { toFailure } from '#web/api/failure.ts';
import { CopyButton } from './copy-button.tsx';
import classes from './error-state.module.css';
import { text } from './strings.ts';

/** What stands where something failed: what happened, and a button. */
export function ErrorState(props: {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** One line, for a panel or a row. */
  readonly compact?: boolean;
}) {
  const { error, onRetry, compact = false } = props;
  const failure = toFailure(error);
  const Icon = failure.code === 'offline' ? WifiOff : OctagonAlert;
  return (
    <section className={classes.state} data-compact={compact} role="alert">
      <Icon size={compact ? 16 : 22} aria-hidden="true" className={classes.icon} />
      <div className={classes.words}>
        {!compact && <p className={classes.title}>{toTitle(failure.code)}</p>}
        <p className={classes.message}>{failure.message}</p>
      </div>
      <div className={classes.actions}>
        {onRetry !== undefined && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {text.retry}
          </Button>
        )}
        {!compact && <CopyButton value={toDetails(error)} label={text.copyDetails} />}
      </div>
    </section>
  );
}

function toTitle(code: string): string {
  if (code === 'offline') return text.offlineTitle;
  return code === 'forbidden' ? text.notAllowedTitle : text.errorTitle;
}

function toDetails(error: unknown): string {
  const { code, message, data } = toFailure(error);
  return JSON.stringify({ code, message, data, at: new Date().toISOString(), page: location.pathname }, null, 2);
}
