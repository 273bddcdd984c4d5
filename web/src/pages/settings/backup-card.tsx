import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { DatabaseBackup } from 'lucide-react';
import { client } from '#web/api/client.ts';
import { toast } from '#web/ui/toast.ts';
import { Card } from './card.tsx';
import { text } from './strings.ts';

/** Copies the database now. */
export function BackupCard() {
  const backUp = useMutation({
    mutationFn: () => client.system.backup({}),
    onSuccess: ({ name, bytes }) => toast.success(text.backedUp(name, bytes)),
    onError: (error) => toast.error(error),
  });
  return (
    <Card title={text.backup} hint={text.backupText}>
      <Button
        size="xs"
        variant="default"
        leftSection={<DatabaseBackup size={14} aria-hidden />}
        loading={backUp.isPending}
        onClick={() => backUp.mutate()}
      >
        {text.backUpNow}
      </Button>
    </Card>
  );
}
