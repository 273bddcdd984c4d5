import { Button, TextInput } from '@mantine/core';
import { LogIn } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { logIn, toCode } from '#web/api/session.ts';
import { CopyButton } from '#web/ui/copy-button.tsx';
import { usePageTitle } from '#web/ui/page-title.ts';
import { Logo } from '../shell/logo.tsx';
import { text } from '../strings.ts';
import classes from './login-screen.module.css';

/** Id of the heading that names the login. */
export const LOGIN_TITLE_ID = 'log-in-title';

/** How to get in: by the link the server printed. `isAgain`: a session ended, and what was on the page waits behind this. */
export function LoginForm(props: { readonly isAgain: boolean; readonly onLoggedIn: () => void }) {
  const { isAgain, onLoggedIn } = props;
  const [pasted, setPasted] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const title = isAgain ? text.logInAgainTitle : text.logInTitle;
  usePageTitle(title);
  useEffect(() => field.current?.focus(), []);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const code = toCode(pasted);
    if (code === undefined) {
      setProblem(text.logInNoCode);
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      const answer = await logIn(code, location.pathname + location.search);
      if (answer.ok) onLoggedIn();
      else setProblem(answer.message ?? text.logInRefused);
    } catch {
      setProblem(text.logInOffline);
    }
    setBusy(false);
  };

  return (
    <form className={classes.card} onSubmit={(event) => void submit(event)}>
      <Logo size={36} />
      <h1 id={LOGIN_TITLE_ID} className={classes.title}>
        {title}
      </h1>
      <p className={classes.text}>
        {isAgain && `${text.logInAgainText} `}
        {text.logInText}
      </p>
      <div className={classes.command}>
        <code>{text.logInCommand}</code>
        <CopyButton value={text.logInCommand} />
      </div>
      <TextInput
        ref={field}
        label={text.logInPaste}
        placeholder={text.logInPlaceholder}
        value={pasted}
        onChange={(event) => setPasted(event.currentTarget.value)}
        error={problem}
        autoComplete="off"
        spellCheck={false}
        description={isAgain || location.pathname === '/' ? undefined : text.logInBack}
      />
      <Button type="submit" loading={isBusy} leftSection={<LogIn size={15} aria-hidden="true" />} fullWidth>
        {text.logInAction}
      </Button>
    </form>
  );
}
