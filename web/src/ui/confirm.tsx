import { createStore } from 'zustand/vanilla';

/** A question that must be answered before something happens. */
export interface ConfirmRequest {
  readonly title: string;
  readonly text: string;
  /** The verb on the button. */
  readonly action: string;
  /** Whether it destroys something. */
  readonly danger?: boolean;
  /** A word to type first, for what cannot be undone. */
  readonly typed?: string;
}

/** The question that is or was open; drawn by confirm-host.tsx. It stays while the dialog fades out. */
export const openConfirm = createStore<{
  readonly isOpen: boolean;
  readonly request: (ConfirmRequest & { readonly answer: (yes: boolean) => void }) | undefined;
}>(() => ({ isOpen: false, request: undefined }));

/** Asks; true when the person agreed. A second question answers the first with no. */
export function confirm(request: ConfirmRequest): Promise<boolean> {
  openConfirm.getState().request?.answer(false);
  return new Promise((resolve) => {
    const answer = (yes: boolean): void => {
      openConfirm.setState({ isOpen: false });
      resolve(yes);
    };
    openConfirm.setState({ isOpen: true, request: { ...request, answer } });
  });
}
