import type { VersionRecord, WorkflowRecord } from '#store/workflow-repository.ts';
import type { Services } from '../services.ts';
import type { VersionSummary, WorkflowSummary } from './shapes.ts';

/** A workflow as a list shows it. */
export function toWorkflowSummary(
  record: WorkflowRecord,
  { triggers, drafts }: Pick<Services, 'triggers' | 'drafts'>,
): WorkflowSummary {
  const { id, name, description, tags, currentVersion, createdAt, updatedAt } = record;
  const activeVersion = triggers.findActivation(id)?.version;
  const draftUpdatedAt = drafts.findUpdatedAt(id);
  return {
    id,
    name,
    ...(description === undefined ? {} : { description }),
    tags: [...tags],
    currentVersion,
    ...(activeVersion === undefined ? {} : { activeVersion }),
    ...(draftUpdatedAt === undefined ? {} : { draftUpdatedAt }),
    createdAt,
    updatedAt,
  };
}

/** A version as a list shows it. */
export function toVersionSummary(record: VersionRecord): VersionSummary {
  const { workflowId, version, hash, author, message, createdAt } = record;
  return {
    workflowId,
    version,
    hash,
    ...(author === undefined ? {} : { author }),
    ...(message === undefined ? {} : { message }),
    createdAt,
  };
}
