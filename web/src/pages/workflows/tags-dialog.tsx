import { Button, Group, Modal, TagsInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#web/api/client.ts';
import { tagsQuery } from '#web/api/queries/workflows.ts';
import type { WorkflowSummary } from '#web/api/shapes.ts';
import { toast } from '#web/ui/toast.ts';
import { text } from './strings.ts';
import { useWorkflowActions } from './use-workflow-actions.ts';

/** Changes the tags of a workflow: a new version, as every change of a document. */
export function TagsDialog({ workflow, onClose }: { workflow: WorkflowSummary; onClose: () => void }) {
  const [tags, setTags] = useState<string[]>([...workflow.tags]);
  const known = useQuery(tagsQuery).data?.items.map((item) => item.tag) ?? [];
  const { refresh } = useWorkflowActions();
  const save = useMutation({
    mutationFn: async () => {
      const workflowId = workflow.id;
      const { workflow: document, currentVersion } = await client.workflow.get({ workflowId });
      await client.workflow.save({
        workflowId,
        workflow: { ...document, tags },
        expectedVersion: currentVersion,
        message: text.tagsMessage,
      });
    },
    onSuccess: async () => {
      await refresh();
      toast.success(text.tagsSaved);
      onClose();
    },
    onError: (error) => toast.error(error),
  });
  return (
    <Modal opened onClose={onClose} title={text.tagsTitle(workflow.name)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TagsInput
          label={text.tags}
          description={text.tagsHint}
          data={known}
          value={tags}
          onChange={setTags}
          maxTags={100}
          clearable
          data-autofocus
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {text.saveTags}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
