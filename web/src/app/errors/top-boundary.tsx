import { Component, type ReactNode } from 'react';
import { text } from '../strings.ts';
import classes from './top-boundary.module.css';

interface State {
  readonly error: unknown;
  readonly hasFailed: boolean;
}

/** The last net: when even the frame fails there is still a page with words and a button. It uses nothing that may be broken. */
export class TopBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined, hasFailed: false };

  static getDerivedStateFromError(error: unknown): State {
    return { error, hasFailed: true };
  }

  override render(): ReactNode {
    const { error, hasFailed } = this.state;
    if (!hasFailed) return this.props.children;
    return (
      <main className={classes.page} role="alert">
        <h1>{text.pageFailed}</h1>
        <p>{text.pageFailedText}</p>
        <button type="button" className={classes.button} onClick={() => location.reload()}>
          {text.reloadPage}
        </button>
        <pre>{error instanceof Error ? (error.stack ?? String(error)) : String(error)}</pre>
      </main>
    );
  }
}
