import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import { type ConfirmRequest, openConfirm } from './confirm.tsx';
import classes from './confirm-dialog.module.css';
import { text } from './strings.ts';

/** The question of `confirm`, as a dialog. */
export function ConfirmDialog({ isOpen }: { readonly isOpen: boolean }) {
  const request = useStore(openConfirm, (state) => state.request);
  return (
    <Modal opened={isOpen} onClose={() => request?.answer(false)} title={request?.title} size="sm" zIndex={400}>
      {request !== undefined && <Question key={request.title} request={request} answer={request.answer} />}
    </Modal>
  );
}

function Question(props: { readonly request: ConfirmRequest; readonly answer: (yes: boolean) => void }) {
  const { request, answer } = props;
  const [typed, setTyped] = useState('');
  const isReady = request.typed === undefined || typed.trim() === request.typed;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) answer(true);
      }}
    >
      <p className={classes.text}>{request.text}</p>
      {request.typed !== undefined && (
        <TextInput
          label={text.typeToConfirm(request.typed)}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          mb={16}
        />
      )}
      <Group justify="flex-end" gap={8}>
        <Button
          variant="default"
          onClick={() => answer(false)}
          data-autofocus={request.danger === true && request.typed === undefined ? true : undefined}
        >
          {text.cancel}
        </Button>
        <Button
          type="submit"
          color={request.danger === true ? 'red' : 'accent'}
          disabled={!isReady}
          data-autofocus={request.danger !== true && request.typed === undefined ? true : undefined}
        >
          {request.action}
        </Button>
      </Group>
    </form>
  );
}
