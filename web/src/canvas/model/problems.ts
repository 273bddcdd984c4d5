import type { Edge, Step, Workflow } from '#contract/workflow.ts';
import type { Problem } from '#web/api/shapes.ts';
import { toEdgeKey } from './edge-key.ts';

/** Problems of one step. */
export interface StepProblems {
  readonly all: readonly Problem[];
  /** By field, as `input.url`, `process.retry.maxAttempts`, `output.count`, `body.output`, `id`; those of the whole step under ``. */
  readonly byField: ReadonlyMap<string, readonly Problem[]>;
  readonly errors: number;
  readonly warnings: number;
}

/** Problems by where they are shown. */
export interface GroupedProblems {
  readonly steps: ReadonlyMap<string, StepProblems>;
  /** By edge key. */
  readonly edges: ReadonlyMap<string, readonly Problem[]>;
  /** Of the workflow itself, by field as `outputs.count`, `settings.timeoutMs`, `inputs.0.id`. */
  readonly workflow: ReadonlyMap<string, readonly Problem[]>;
  readonly errors: number;
  readonly warnings: number;
}

/** Where a problem is. */
export type ProblemPlace =
  | { readonly kind: 'step'; readonly stepId: string; readonly field: readonly string[] }
  | { readonly kind: 'edge'; readonly key: string }
  | { readonly kind: 'workflow'; readonly field: readonly string[] };

function namesOf(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Finds the step, edge or field a JSON pointer leads to. O(depth). */
export function locateProblem(workflow: Workflow, pointer: string): ProblemPlace {
  let names = namesOf(pointer);
  let holder: { readonly steps: readonly Step[]; readonly edges: readonly Edge[] } = workflow;
  let step: Step | undefined;
  for (;;) {
    const [list, at, ...rest] = names;
    const place = at === undefined || !/^\d+$/.test(at) ? -1 : Number(at);
    if (list === 'edges') {
      const edge = holder.edges[place];
      if (edge !== undefined) return { kind: 'edge', key: toEdgeKey(edge) };
    }
    const next: Step | undefined = list === 'steps' ? holder.steps[place] : undefined;
    if (next === undefined) {
      // Not below a step, so of the body it is in, or of the workflow.
      if (step === undefined) return { kind: 'workflow', field: names };
      return { kind: 'step', stepId: step.id, field: ['body', ...names] };
    }
    step = next;
    if (rest[0] !== 'body' || rest.length === 1 || next.body === undefined)
      return { kind: 'step', stepId: next.id, field: rest };
    holder = next.body;
    names = rest.slice(1);
  }
}

function push<K>(lists: Map<K, Problem[]>, key: K, problem: Problem): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [problem]);
  else list.push(problem);
}

function count(problems: readonly Problem[]): { readonly errors: number; readonly warnings: number } {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: problems.length - errors };
}

/** Sorts problems to where they are shown. An edge's problems also count for the step they name. O(problems). */
export function groupProblems(workflow: Workflow, problems: readonly Problem[]): GroupedProblems {
  const steps = new Map<string, { readonly all: Problem[]; readonly byField: Map<string, Problem[]> }>();
  const edges = new Map<string, Problem[]>();
  const own = new Map<string, Problem[]>();
  const addToStep = (stepId: string, field: string, problem: Problem) => {
    const held = steps.get(stepId) ?? { all: [], byField: new Map<string, Problem[]>() };
    steps.set(stepId, held);
    held.all.push(problem);
    push(held.byField, field, problem);
  };
  for (const problem of problems) {
    const place = locateProblem(workflow, problem.pointer);
    if (place.kind === 'step') addToStep(place.stepId, place.field.join('.'), problem);
    else if (place.kind === 'workflow') push(own, place.field.join('.'), problem);
    else {
      push(edges, place.key, problem);
      if (problem.stepId !== undefined) addToStep(problem.stepId, '', problem);
    }
  }
  const grouped = new Map([...steps].map(([id, held]) => [id, { ...held, ...count(held.all) }]));
  return { steps: grouped, edges, workflow: own, ...count(problems) };
}

/** Problems of a field and everything below it, e.g. `input.values` with those of `input.values.total`. */
export function problemsOf(problems: StepProblems | undefined, field: string): readonly Problem[] {
  if (problems === undefined) return [];
  return [...problems.byField].flatMap(([key, list]) => (key === field || key.startsWith(`${field}.`) ? list : []));
}
