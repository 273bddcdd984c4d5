import { Button, Checkbox, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#web/api/client.ts';
import type { ApiToken } from '#web/api/shapes-of-pages.ts';
import { CopyButton } from '#web/ui/copy-button.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { sessionQuery } from './session-query.ts';
import classes from './settings.module.css';
import { text } from './strings.ts';

type Permission = ApiToken['permissions'][number];

const DAY_MS = 86_400_000;
const EXPIRIES = [30, 90, 365, 0];

/** Creates a token: what it may do, until when; then shows it, once. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [days, setDays] = useState(90);
  // Nobody can give away more than they have.
  const own = useQuery(sessionQuery).data?.permissions ?? [];
  const create = useMutation({
    mutationFn: () =>
      client.token.create({
        name: name.trim(),
        permissions: own.filter((one): one is Permission => chosen.includes(one)),
        ...(days === 0 ? {} : { expiresAt: Date.now() + days * DAY_MS }),
      }),
  });
  if (create.isSuccess) {
    return (
      <Modal opened onClose={onClose} title={text.tokenReady} closeOnClickOutside={false} closeOnEscape={false}>
        <p className={classes.hint}>{text.tokenReadyText}</p>
        <code className={classes.secret}>{create.data.token}</code>
        <Group justify="space-between" mt="md">
          <CopyButton value={create.data.token} label={text.copyToken} />
          <Button onClick={onClose}>{text.tokenDone}</Button>
        </Group>
      </Modal>
    );
  }
  const isReady = name.trim() !== '' && chosen.length > 0;
  return (
    <Modal opened onClose={onClose} title={text.createToken} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) create.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            label={text.tokenName}
            description={text.tokenNameHint}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={100}
            required
            data-autofocus
          />
          <Checkbox.Group label={text.permissions} value={[...chosen]} onChange={setChosen} required>
            <Group gap="xs" my={6}>
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => setChosen(own.filter((one) => one.endsWith(':read')))}
              >
                {text.allRead}
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => setChosen(own)}>
                {text.allEverything}
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => setChosen([])}>
                {text.allNone}
              </Button>
            </Group>
            <div className={classes.permissions}>
              {own.map((one) => (
                <Checkbox key={one} value={one} label={one} description={text.permission(one)} />
              ))}
            </div>
          </Checkbox.Group>
          <NativeSelect
            label={text.expires}
            value={String(days)}
            onChange={(event) => setDays(Number(event.currentTarget.value))}
            data={EXPIRIES.map((value) => ({ value: String(value), label: text.expiry(value) }))}
          />
          {create.isError && <ErrorState compact error={create.error} />}
        </Stack>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button type="submit" disabled={!isReady} loading={create.isPending}>
            {text.createToken}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
