import { Button, Popover, Textarea } from '@mantine/core';
import { ChevronDown, Save } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useActions } from '#web/actions/use-actions.ts';
import { tip } from '#web/ui/tip.ts';
import { text } from './strings.ts';
import styles from './top-bar.module.css';

const MAX_MESSAGE = 500;

/** What is typed right after the shortcut belongs to the message: the trap of the popover takes the focus a little later. */
function focusAtOnce(field: HTMLTextAreaElement | null): void {
  field?.focus({ preventScroll: true });
}

/** Saves a version: at once, or with a message that says what changed. */
export function SaveButton({
  isSaved,
  save,
}: {
  readonly isSaved: boolean;
  readonly save: (message?: string) => Promise<number | undefined>;
}) {
  const [isAsking, setAsking] = useState(false);
  const [message, setMessage] = useState('');
  useActions([
    {
      id: 'editor.save',
      label: text.save,
      group: text.group,
      keys: 'mod+s',
      whileTyping: true,
      run: async () => void (await save()),
    },
    {
      id: 'editor.save-message',
      label: text.saveWith,
      group: text.group,
      keys: 'mod+shift+s',
      whileTyping: true,
      when: () => !isSaved,
      run: () => setAsking(true),
    },
  ]);
  const submit = async () => {
    const words = message.trim();
    if ((await save(words === '' ? undefined : words)) === undefined) return;
    setMessage('');
    setAsking(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    void submit();
  };
  return (
    <Button.Group>
      <Button
        variant="default"
        size="compact-md"
        leftSection={<Save size={15} />}
        aria-label={text.save}
        disabled={isSaved}
        onClick={() => void save()}
        {...tip(text.saveHint, { keys: 'mod+s' })}
      >
        <span className={styles.word}>{text.save}</span>
      </Button>
      <Popover opened={isAsking} onChange={setAsking} position="bottom-end" width={320} trapFocus returnFocus>
        <Popover.Target>
          <Button
            variant="default"
            size="compact-md"
            className={styles.more}
            disabled={isSaved}
            aria-label={text.saveWith}
            onClick={() => setAsking(!isAsking)}
            {...tip(text.saveWith, { keys: 'mod+shift+s' })}
          >
            <ChevronDown size={15} aria-hidden />
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={text.saveWith}>
          <Textarea
            label={text.message}
            description={text.messageHint}
            ref={focusAtOnce}
            data-autofocus
            autosize
            minRows={2}
            maxRows={6}
            maxLength={MAX_MESSAGE}
            value={message}
            onChange={(event) => setMessage(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
          <Button fullWidth mt="sm" onClick={() => void submit()}>
            {text.saveVersion}
          </Button>
        </Popover.Dropdown>
      </Popover>
    </Button.Group>
  );
}
