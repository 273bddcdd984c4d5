import type { Edge, Step, Workflow } from '#contract/workflow.ts';
import { findEdge } from './edge-index.ts';
import { changeScope, changeStep } from './edit-scope.ts';
import { connect } from './edits/connect.ts';
import { disconnect } from './edits/disconnect.ts';
import { moveToScope } from './edits/move-to-scope.ts';
import { remove } from './edits/remove.ts';
import { findScope, findStep, hasStep } from './find-step.ts';
import { soundGroups } from './leave-groups.ts';
import type { MergeConflict } from './merge.ts';
import { type Path, setAt } from './set-path.ts';
import type { Edit, ScopeId } from './types.ts';

/** A path of ids and names as one of places and names, as the value has them now. */
function toPath(value: unknown, path: readonly string[]): Path | undefined {
  const places: (string | number)[] = [];
  let current = value;
  for (const [at, key] of path.entries()) {
    if (Array.isArray(current)) {
      const found = current.findIndex(
        (item: unknown) => typeof item === 'object' && item !== null && Reflect.get(item, 'id') === key,
      );
      const isNew = found < 0 && at === path.length - 1;
      if (found < 0 && !isNew) return undefined;
      places.push(found < 0 ? current.length : found);
      current = current[found];
    } else {
      places.push(key);
      current = typeof current === 'object' && current !== null ? Reflect.get(current, key) : undefined;
    }
  }
  return places;
}

/** A step without those inside it that are elsewhere by now. */
function withoutTaken(step: Step, workflow: Workflow): Step {
  if (step.body === undefined) return step;
  const steps = step.body.steps
    .filter(({ id }) => !hasStep(workflow, id))
    .map((inner) => withoutTaken(inner, workflow));
  const here = new Set(steps.map(({ id }) => id));
  const edges = step.body.edges.filter(({ from, to }) => here.has(from) && here.has(to));
  return { ...step, body: { ...step.body, steps, edges } };
}

function takeStep(id: string, theirs: Step | undefined, scopeId: ScopeId): Edit {
  if (theirs === undefined) return remove({ steps: new Set([id]) });
  return (workflow) => {
    if (hasStep(workflow, id))
      return changeStep(workflow, id, (step) => {
        const { body = step.body, ...fields } =
          step.body === undefined ? withoutTaken(theirs, workflow) : { ...theirs, body: step.body };
        return body === undefined ? fields : { ...fields, body };
      });
    const into = findScope(workflow, scopeId) === undefined ? undefined : scopeId;
    return changeScope(workflow, into, ({ steps, edges }) => ({
      steps: [...steps, withoutTaken(theirs, workflow)],
      edges,
    }));
  };
}

/** Switches a conflict: what they had instead of what was kept. Does nothing where the document has gone on and the place is no more. */
export function takeTheirs({ path, theirs, scopeId }: MergeConflict): Edit {
  const [list, id, ...rest] = path;
  if (list === 'steps' && id !== undefined) {
    // Conflicts hold parts of documents; paths say which.
    if (rest.length === 0) return takeStep(id, theirs as Step | undefined, scopeId);
    if (rest[0] === 'scope' && rest.length === 1) return moveToScope([id], theirs as ScopeId);
    return (workflow) => {
      const places = toPath(findStep(workflow, id)?.step, rest);
      return places === undefined ? workflow : changeStep(workflow, id, (step) => setAt(step, places, theirs));
    };
  }
  if (list === 'edges' && id !== undefined) {
    if (theirs === undefined) return disconnect([id]);
    return (workflow) => (findEdge(workflow, id) === undefined ? connect(theirs as Edge)(workflow) : workflow);
  }
  return (workflow) => {
    const places = toPath(workflow, path);
    return places === undefined ? workflow : soundGroups(setAt(workflow, places, theirs));
  };
}
