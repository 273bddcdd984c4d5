import type { Workflow } from '#contract/workflow.ts';
import { hasStep } from './find-step.ts';
import { setAt } from './set-path.ts';

type Groups = NonNullable<Workflow['groups']>;

function keepMembers(groups: Groups, isThere: (id: string) => boolean): Groups {
  return groups.flatMap((group) => {
    const steps = [...new Set(group.steps)].filter(isThere);
    if (steps.length === group.steps.length) return [group];
    return steps.length === 0 ? [] : [{ ...group, steps }];
  });
}

function withGroups(workflow: Workflow, groups: Groups): Workflow {
  if (groups.length === workflow.groups?.length && groups.every((group, at) => group === workflow.groups?.[at]))
    return workflow;
  return setAt(workflow, ['groups'], groups.length === 0 ? undefined : groups);
}

/** A document whose groups are without steps that are gone; a group that loses its last step goes too. */
export function leaveGroups(workflow: Workflow, gone: ReadonlySet<string>): Workflow {
  if (workflow.groups === undefined || gone.size === 0) return workflow;
  return withGroups(
    workflow,
    keepMembers(workflow.groups, (id) => !gone.has(id)),
  );
}

/** A document whose groups hold nothing but steps that are there, once each. */
export function soundGroups(workflow: Workflow): Workflow {
  if (workflow.groups === undefined) return workflow;
  return withGroups(
    workflow,
    keepMembers(workflow.groups, (id) => hasStep(workflow, id)),
  );
}
