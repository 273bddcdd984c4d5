import { useEffect, useRef } from 'react';
import { LOGIN_TITLE_ID, LoginForm } from './login-form.tsx';
import classes from './login-screen.module.css';

/**
 * The login: a page of its own, or over a page whose session ended. There it is a modal dialog of the browser, above and apart from every
 * other layer, dialogs of the page included.
 */
export function LoginScreen(props: { readonly isAgain: boolean; readonly onLoggedIn: () => void }) {
  const { isAgain } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!isAgain || dialog.current === null) return;
    const opened = dialog.current;
    opened.showModal();
    return () => opened.close();
  }, [isAgain]);
  if (!isAgain) {
    return (
      <main className={classes.screen} aria-labelledby={LOGIN_TITLE_ID}>
        <LoginForm {...props} />
      </main>
    );
  }
  return (
    <dialog
      ref={dialog}
      className={classes.dialog}
      aria-labelledby={LOGIN_TITLE_ID}
      // There is nothing to go back to without a session.
      onCancel={(event) => event.preventDefault()}
    >
      <LoginForm {...props} />
    </dialog>
  );
}
