import { Button } from '@mantine/core';
import type { ErrorInfo } from '#contract/error-info.ts';
import { ERROR_TABLE } from '#contract/error-table.ts';
// biome-ignore lint/suspicious/noShadowRestrictedNames: the page's view of data; nothing here reads binary buffers
import { DataView } from '#web/ui/data-view.tsx';
import classes from '../inspector.module.css';
import { text } from '../strings.ts';

/** The error of the last run: what happened, who can do something about it, and the way there. */
export function LastError(props: {
  readonly error: ErrorInfo;
  readonly onShow?: ((part: 'input' | 'process') => void) | undefined;
}) {
  const { error, onShow } = props;
  const { fault, retry } = ERROR_TABLE[error.code];
  const mayPass = (error.retry ?? retry) === 'later';
  const advice = { user: text.faultUser, remote: text.faultRemote, us: text.faultUs }[fault];
  return (
    <section className={classes.notice} aria-label={text.failedTitle}>
      <p className={classes.noticeTitle}>{text.failedTitle}</p>
      <p>{error.message}</p>
      <p className={classes.hint}>
        <code>{error.code}</code> · {advice} {mayPass ? text.mayPass : ''}
      </p>
      {error.data === undefined || Object.keys(error.data).length === 0 ? null : (
        <details>
          <summary>{text.details}</summary>
          <DataView value={error.data} label={text.details} maxHeight={200} />
        </details>
      )}
      {onShow === undefined ? null : (
        <div className={classes.row}>
          <Button size="compact-xs" variant="default" onClick={() => onShow('input')}>
            {text.goToInput}
          </Button>
          {mayPass ? (
            <Button size="compact-xs" variant="default" onClick={() => onShow('process')}>
              {text.goToRetry}
            </Button>
          ) : null}
        </div>
      )}
    </section>
  );
}
