import type { Edge, Step, Workflow } from '#contract/workflow.ts';
import { findScope, listSteps } from './find-step.ts';
import { mergeOrder, mergeValue, type ValueConflict } from './merge-values.ts';
import { isSameJson } from './same-json.ts';
import type { ScopeId } from './types.ts';

type OnConflict = (conflict: ValueConflict & { readonly scopeId?: ScopeId }) => void;

interface Placed {
  readonly step: Step;
  readonly scopeId: ScopeId;
}

/** A step as it comes out: everything but what is inside its body. */
interface Kept {
  head: Step;
  scopeId: ScopeId;
}

/** What a merge of steps gives. */
export interface MergedSteps {
  /** Every step that is kept, and the loop it is in. */
  readonly scopeOf: ReadonlyMap<string, ScopeId>;
  /** Puts the lists together again. */
  build(edges: ReadonlyMap<ScopeId, readonly Edge[]>): { readonly steps: Step[]; readonly edges: Edge[] };
}

const heads = new WeakMap<Step, Step>();

/** A step without what is inside its body; a step without a body is its own. */
function headOf(step: Step): Step {
  if (step.body === undefined) return step;
  const known = heads.get(step);
  if (known !== undefined) return known;
  const head = { ...step, body: { ...step.body, steps: [], edges: [] } };
  heads.set(step, head);
  return head;
}

function indexSteps(workflow: Workflow): ReadonlyMap<string, Placed> {
  return new Map(listSteps(workflow).map(({ step, scopeId }) => [step.id, { step, scopeId }]));
}

function isChanged(before: Placed, after: Placed): boolean {
  return before.scopeId !== after.scopeId || !isSameJson(headOf(before.step), headOf(after.step));
}

/** Merges steps by id, and where they are. */
export function mergeSteps(base: Workflow, mine: Workflow, theirs: Workflow, onConflict: OnConflict): MergedSteps {
  const [inBase, inMine, inTheirs] = [indexSteps(base), indexSteps(mine), indexSteps(theirs)];
  const kept = new Map<string, Kept>();

  function mergeBoth(id: string, before: Placed | undefined, here: Placed, there: Placed): void {
    const path = ['steps', id];
    const head = mergeValue(before && headOf(before.step), headOf(here.step), headOf(there.step), path, onConflict);
    let scopeId = here.scopeId;
    if (here.scopeId !== there.scopeId) {
      if (before !== undefined && here.scopeId === before.scopeId) scopeId = there.scopeId;
      else if (before === undefined || there.scopeId !== before.scopeId) conflictOfScope(id);
    }
    // Merged from heads of steps.
    kept.set(id, { head: head as Step, scopeId });
  }

  function conflictOfScope(id: string): void {
    const [before, here, there] = [inBase.get(id), inMine.get(id), inTheirs.get(id)].map((placed) => placed?.scopeId);
    onConflict({ path: ['steps', id, 'scope'], base: before, mine: here, theirs: there });
  }

  function conflictOfStep(id: string): void {
    const there = inTheirs.get(id);
    onConflict({
      path: ['steps', id],
      base: inBase.get(id)?.step,
      mine: inMine.get(id)?.step,
      theirs: there?.step,
      ...(there === undefined ? {} : { scopeId: there.scopeId }),
    });
  }

  for (const id of new Set([...inMine.keys(), ...inTheirs.keys()])) {
    const [before, here, there] = [inBase.get(id), inMine.get(id), inTheirs.get(id)];
    if (here !== undefined && there !== undefined) {
      mergeBoth(id, before, here, there);
    } else if (here !== undefined) {
      const isKept = before === undefined || isChanged(before, here);
      if (isKept) kept.set(id, { head: headOf(here.step), scopeId: here.scopeId });
      if (isKept && before !== undefined) conflictOfStep(id);
    } else if (there !== undefined) {
      if (before === undefined) kept.set(id, { head: headOf(there.step), scopeId: there.scopeId });
      else if (isChanged(before, there)) conflictOfStep(id);
    }
  }

  /** Steps whose loop is gone bring it back when mine put them there, stay where mine had them, or go with it. */
  function settleLoops(): void {
    for (let isSettled = false; !isSettled; ) {
      isSettled = true;
      for (const [id, placed] of [...kept]) {
        if (placed.scopeId === undefined || kept.get(placed.scopeId)?.head.body !== undefined) continue;
        isSettled = false;
        const here = inMine.get(id);
        const loop = inMine.get(placed.scopeId);
        if (here === undefined) {
          kept.delete(id);
          conflictOfStep(id);
        } else if (here.scopeId !== placed.scopeId || loop === undefined) {
          placed.scopeId = here.scopeId;
          conflictOfScope(id);
        } else {
          kept.set(placed.scopeId, { head: headOf(loop.step), scopeId: loop.scopeId });
          conflictOfStep(placed.scopeId);
        }
      }
    }
  }

  /** Two moves can put loops inside each other; then theirs is taken back. Answers whether there was such a circle. */
  function breakCircle(): boolean {
    const sound = new Set<string>();
    for (const start of kept.keys()) {
      const chain = new Set<string>();
      let at: ScopeId = start;
      while (at !== undefined && !sound.has(at) && !chain.has(at)) {
        chain.add(at);
        at = kept.get(at)?.scopeId;
      }
      if (at === undefined || sound.has(at)) {
        for (const id of chain) sound.add(id);
        continue;
      }
      for (const id of chain) {
        const placed = kept.get(id);
        const here = inMine.get(id);
        if (placed === undefined || here === undefined || placed.scopeId === here.scopeId) continue;
        placed.scopeId = here.scopeId;
        conflictOfScope(id);
      }
      return true;
    }
    return false;
  }

  settleLoops();
  while (breakCircle()) settleLoops();

  const members = new Map<ScopeId, Set<string>>();
  for (const [id, { scopeId }] of kept) members.set(scopeId, (members.get(scopeId) ?? new Set()).add(id));

  function build(edges: ReadonlyMap<ScopeId, readonly Edge[]>): ReturnType<MergedSteps['build']> {
    function listOf(scopeId: ScopeId): Step[] {
      const ids = (workflow: Workflow) => findScope(workflow, scopeId)?.steps.map(({ id }) => id) ?? [];
      const order = mergeOrder(ids(base), ids(mine), ids(theirs), members.get(scopeId) ?? new Set());
      return order.flatMap((id) => {
        const head = kept.get(id)?.head;
        return head === undefined ? [] : [withBody(id, head)];
      });
    }

    function withBody(id: string, head: Step): Step {
      if (head.body === undefined) return head;
      const steps = listOf(id);
      const inside = [...(edges.get(id) ?? [])];
      // The whole step of one side, when that is what it comes to, so that nothing looks changed that is not.
      for (const side of [inMine.get(id)?.step, inTheirs.get(id)?.step]) {
        if (side?.body === undefined || !isSameJson(headOf(side), head)) continue;
        if (isSameList(side.body.steps, steps) && isSameJson(side.body.edges, inside)) return side;
      }
      return { ...head, body: { ...head.body, steps, edges: inside } };
    }

    return { steps: listOf(undefined), edges: [...(edges.get(undefined) ?? [])] };
  }

  return { scopeOf: new Map([...kept].map(([id, { scopeId }]) => [id, scopeId])), build };
}

function isSameList(one: readonly Step[], other: readonly Step[]): boolean {
  return one.length === other.length && one.every((step, at) => step === other[at]);
}
