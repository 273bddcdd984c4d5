import { Button, Group, Modal, Radio, Select, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { JsonObject } from '#contract/json.ts';
import type { Workflow } from '#contract/workflow.ts';
import { client } from '#web/api/client.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { toast } from '#web/ui/toast.ts';
import { isSameJson } from '../model/json-diff.ts';
import type { RunView } from '../model/run-view.ts';
import { stepQuery, workflowQuery } from '../queries.ts';
import { ForkInput } from './fork-input.tsx';
import classes from './page.module.css';
import { text } from './strings.ts';

/** Runs a run again from a step on, with its input edited and on another version if wanted. */
export function ForkDialog(props: {
  readonly runId: string;
  readonly view: RunView;
  readonly workflow: Workflow;
  /** Step that is chosen at first. */
  readonly stepId: string | undefined;
  readonly onClose: () => void;
}) {
  const { runId, view, workflow, onClose } = props;
  const [stepId, setStepId] = useState(props.stepId ?? firstFailed(view, workflow));
  const [version, setVersion] = useState<'same' | 'newest'>('same');
  const [edited, setEdited] = useState<JsonObject>();
  const navigate = useNavigate();
  const newest = useQuery(workflowQuery(view.workflowId)).data?.currentVersion ?? view.version;
  const row = stepId === undefined ? undefined : view.instances.get(stepId);
  const data = useQuery({ ...stepQuery(runId, stepId ?? '', row?.lastSeq ?? 0), enabled: row !== undefined });
  const original = data.data?.input;
  const fork = useMutation({
    mutationFn: () => {
      const inputs = edited === undefined ? {} : changedFields(original, edited);
      return client.run.fork({
        runId,
        ...(stepId === undefined ? {} : { from: [stepId] }),
        ...(stepId === undefined || Object.keys(inputs).length === 0 ? {} : { inputs: { [stepId]: inputs } }),
        ...(version === 'newest' ? { version: newest } : {}),
      });
    },
    onSuccess({ runId: next }) {
      toast.success(text.retried);
      onClose();
      return navigate({ to: '/runs/$runId', params: { runId: next }, search: {} });
    },
  });
  return (
    <Modal opened onClose={onClose} title={text.forkTitle} size="lg">
      <Stack gap={12}>
        <p className={classes.muted}>{text.forkText}</p>
        <Select
          label={text.forkStep}
          searchable
          allowDeselect={false}
          data={workflow.steps.map(({ id, name }) => ({
            value: id,
            label: name === undefined ? id : `${name} (${id})`,
          }))}
          value={stepId ?? null}
          onChange={(next) => {
            setStepId(next ?? undefined);
            setEdited(undefined);
          }}
        />
        {newest !== view.version && (
          <Radio.Group
            label={text.forkVersion}
            value={version}
            onChange={(next) => setVersion(next === 'newest' ? 'newest' : 'same')}
          >
            <Group mt={4}>
              <Radio value="same" label={text.forkSame(view.version)} />
              <Radio value="newest" label={text.forkNewest(newest)} />
            </Group>
          </Radio.Group>
        )}
        {row === undefined || original === null ? (
          <p className={classes.muted}>{text.forkNoInput}</p>
        ) : data.isPending ? (
          <SkeletonRows rows={3} />
        ) : (
          isObject(original) && (
            <ForkInput
              key={stepId}
              block={workflow.steps.find(({ id }) => id === stepId)?.process.block}
              value={edited ?? original}
              onChange={setEdited}
            />
          )
        )}
        {fork.error !== null && <ErrorState compact error={fork.error} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {text.close}
          </Button>
          <Button loading={fork.isPending} disabled={stepId === undefined} onClick={() => fork.mutate()}>
            {text.forkRun}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function firstFailed(view: RunView, workflow: Workflow): string | undefined {
  const failed = workflow.steps.find(({ id }) => view.instances.get(id)?.status === 'failed');
  return (failed ?? workflow.steps[0])?.id;
}

/** The fields that were edited: the others stay what the workflow makes of them. */
function changedFields(original: unknown, edited: JsonObject): JsonObject {
  const before = isObject(original) ? original : {};
  return Object.fromEntries(Object.entries(edited).filter(([name, value]) => !isSameJson(before[name], value)));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
