import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { toFailure } from '#web/api/failure.ts';
import { workflowNamesQuery } from '#web/api/queries/workflows.ts';
import { createBlank } from './create-blank.ts';
import { isWorkflowId, toFreeId, toSlug } from './slug.ts';
import { text } from './strings.ts';

/** Names a new workflow and opens it. The id follows the name until a person writes one. */
export function CreateDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const names = useQuery(workflowNamesQuery).data;
  const [name, setName] = useState('');
  const [ownId, setOwnId] = useState<string>();
  const isTaken = (id: string) => names?.has(id) === true;
  const id = ownId ?? (name.trim() === '' ? '' : toFreeId(toSlug(name), isTaken));
  const create = useMutation({
    mutationFn: () => createBlank(id, name.trim()),
    onSuccess: async () => {
      onClose();
      await navigate({ to: '/workflows/$workflowId', params: { workflowId: id } });
    },
  });
  const refused = create.isError ? toFailure(create.error) : undefined;
  const fault =
    id !== '' && !isWorkflowId(id) ? text.createIdInvalid : isTaken(id) ? text.createIdTaken(id) : undefined;
  const said = fault ?? refused?.message;
  const isReady = name.trim() !== '' && id !== '' && fault === undefined;
  return (
    <Modal opened onClose={onClose} title={text.createTitle}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) create.mutate();
        }}
      >
        <TextInput
          label={text.createName}
          value={name}
          onChange={(event) => {
            create.reset();
            setName(event.currentTarget.value);
          }}
          maxLength={200}
          required
          data-autofocus
        />
        <TextInput
          mt="sm"
          label={text.createId}
          description={text.createIdHint}
          styles={{ input: { fontFamily: 'var(--font-code)' } }}
          value={id}
          onChange={(event) => {
            create.reset();
            setOwnId(event.currentTarget.value);
          }}
          maxLength={100}
          spellCheck={false}
          autoCapitalize="off"
          {...(said === undefined ? {} : { error: said })}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button type="submit" disabled={!isReady} loading={create.isPending}>
            {text.createAction}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
