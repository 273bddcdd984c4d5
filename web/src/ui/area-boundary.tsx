import { Component, type ReactNode } from 'react';
import { FailedArea } from './failed-area.tsx';

interface Props {
  readonly children: ReactNode;
  /** When this changes, e.g. to the id of another step, the area is tried again by itself. */
  readonly resetKey?: string | undefined;
}

interface State {
  readonly failed: { readonly error: unknown } | undefined;
}

/** Keeps a defect in one part of the page from taking the rest with it. React asks for a class here. */
export class AreaBoundary extends Component<Props, State> {
  override state: State = { failed: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { failed: { error } };
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.failed !== undefined && before.resetKey !== this.props.resetKey)
      this.setState({ failed: undefined });
  }

  override render(): ReactNode {
    const { failed } = this.state;
    if (failed === undefined) return this.props.children;
    return <FailedArea error={failed.error} onReload={() => this.setState({ failed: undefined })} />;
  }
}
