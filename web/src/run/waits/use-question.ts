import { useQuery } from '@tanstack/react-query';
import type { Wait } from '#contract/run-event.ts';
import type { Approval } from '#web/api/shapes.ts';
import type { InstanceView } from '../model/instance.ts';
import { questionsQuery, runQuery } from '../queries.ts';

/**
 * What an instance waits for when its events were not read: of a very long run only the end is. Asks the server, which knows from the whole
 * journal.
 */
export function useQuestion(runId: string, row: InstanceView): Wait | undefined {
  const isUnknown = row.status === 'waiting' && row.wait === undefined && row.childRunId === undefined;
  const questions = useQuery({ ...questionsQuery(runId, row.lastSeq), enabled: isUnknown });
  const run = useQuery({ ...runQuery(runId), enabled: isUnknown });
  if (!isUnknown) return undefined;
  const question = questions.data?.find(({ path, kind }) => path === row.path && kind === 'approval');
  if (question !== undefined) return toWait(question);
  const open = run.data?.waits.find(({ path }) => path === row.path);
  if (open?.kind === 'callback') return { kind: 'callback', token: '' };
  return open?.kind === 'timer' && open.dueAt !== undefined ? { kind: 'timer', dueAt: open.dueAt } : undefined;
}

function toWait({ title, message, context, schema, assignees, dueAt }: Approval): Wait {
  return {
    kind: 'approval',
    title,
    ...(message === undefined ? {} : { message }),
    ...(context === undefined ? {} : { context }),
    ...(schema === undefined ? {} : { schema }),
    ...(assignees === undefined ? {} : { assignees }),
    ...(dueAt === undefined ? {} : { dueAt }),
  };
}
