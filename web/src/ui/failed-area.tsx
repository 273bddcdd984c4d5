import { Button } from '@mantine/core';
import { OctagonAlert, RotateCw } from 'lucide-react';
import { CopyButton } from './copy-button.tsx';
import classes from './failed-area.module.css';
import { text } from './strings.ts';

/** What stands where a part of the page stopped working: what that means, a way on, and details for who repairs it. */
export function FailedArea(props: {
  readonly error: unknown;
  readonly title?: string;
  readonly text?: string;
  /** The verb on the button. */
  readonly action?: string;
  readonly onReload: () => void;
}) {
  const {
    error,
    title = text.areaFailed,
    text: words = text.areaFailedText,
    action = text.reloadArea,
    onReload,
  } = props;
  const details = toDetails(error);
  return (
    <section className={classes.area} role="alert">
      <OctagonAlert size={22} aria-hidden="true" className={classes.icon} />
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{words}</p>
      <div className={classes.actions}>
        <Button size="sm" leftSection={<RotateCw size={14} aria-hidden="true" />} onClick={onReload}>
          {action}
        </Button>
        <CopyButton value={details} label={text.copyDetails} />
      </div>
      <details className={classes.details}>
        <summary>{text.details}</summary>
        <pre>{details}</pre>
      </details>
    </section>
  );
}

function toDetails(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? `\nCaused by: ${String(error.cause)}` : '';
  const what = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  return `${what}${cause}\n\nPage: ${location.pathname}${location.search}\nTime: ${new Date().toISOString()}\nBrowser: ${navigator.userAgent}`;
}
