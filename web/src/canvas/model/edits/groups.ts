import type { Workflow } from '#contract/workflow.ts';
import { findStep } from '../find-step.ts';
import { setAt } from '../set-path.ts';
import type { Edit } from '../types.ts';
import { remove } from './remove.ts';

type Group = NonNullable<Workflow['groups']>[number];

/** A group to be made; the id is chosen beforehand with `toMarkId('group', workflow)`. */
export interface NewGroup {
  readonly id: string;
  readonly name: string;
  readonly steps: Iterable<string>;
  readonly color?: string;
}

/**
 * Puts steps in a group. A step is in one group at most, so it leaves the one it was in. Steps of other scopes than the first one's are
 * left out: a frame around both would say nothing.
 */
export function groupSteps({ id, name, steps, color }: NewGroup): Edit {
  const wanted = [...steps];
  return (workflow) => {
    const found = wanted.flatMap((stepId) => findStep(workflow, stepId) ?? []);
    const members = [
      ...new Set(found.filter(({ scopeId }) => scopeId === found[0]?.scopeId).map(({ step }) => step.id)),
    ];
    if (members.length === 0 || workflow.groups?.some((group) => group.id === id) === true) return workflow;
    const chosen = new Set(members);
    const others = (workflow.groups ?? []).flatMap((group) => {
      const rest = group.steps.filter((stepId) => !chosen.has(stepId));
      if (rest.length === group.steps.length) return [group];
      return rest.length === 0 ? [] : [{ ...group, steps: rest }];
    });
    const group: Group = { id, name: name.slice(0, 200), steps: members, ...(color === undefined ? {} : { color }) };
    return { ...workflow, groups: [...others, group] };
  };
}

/** What can be changed of a group; `color: undefined` takes the colour away. */
export interface GroupChange {
  readonly name?: string;
  readonly color?: string | undefined;
  readonly collapsed?: boolean;
}

/** Changes a group. */
export function updateGroup(id: string, change: GroupChange): Edit {
  return (workflow) => {
    const at = workflow.groups?.findIndex((group) => group.id === id) ?? -1;
    const before = workflow.groups?.[at];
    if (workflow.groups === undefined || before === undefined) return workflow;
    let group = before;
    if (change.name !== undefined) group = setAt(group, ['name'], change.name.slice(0, 200));
    if ('color' in change) group = setAt(group, ['color'], change.color);
    if (change.collapsed !== undefined) group = setAt(group, ['collapsed'], change.collapsed ? true : undefined);
    return group === before ? workflow : { ...workflow, groups: workflow.groups.with(at, group) };
  };
}

/** Takes groups away; their steps stay. */
export function ungroup(ids: Iterable<string>): Edit {
  return remove({ groups: new Set(ids) });
}
