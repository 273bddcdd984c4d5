import { ERROR_TABLE, type ErrorCode } from '#contract/error-table.ts';
import type { EndStatus } from '#contract/run-event.ts';
import type { Edge, Step } from '#contract/workflow.ts';
import { type Behaviour, behaviourOf, FLAKE, portsOf, type Script } from './script.ts';

/** What becomes of a step, or of an iteration (path `each[3]`). */
export interface ExpectedStep {
  readonly status: 'done' | 'failed' | 'skipped' | 'disabled' | 'stopped';
  readonly attempts: number;
  /** False where a failure elsewhere may come first: then it may also not be reached. */
  certain: boolean;
}

/** A way the run, or an iteration, may be ended by one of its steps. */
export interface PossibleEnd {
  readonly status: EndStatus;
  readonly code: ErrorCode | undefined;
  /** The innermost step at fault. */
  readonly step: string;
  /** Paths that have their final status by then, in any order of things. */
  readonly needs: ReadonlySet<string>;
}

/** What must come of a script. Without `ends` the run succeeds; with several, the order of things decides which. */
export interface Expectation {
  readonly steps: Map<string, ExpectedStep>;
  readonly ends: readonly PossibleEnd[];
}

interface Verdict {
  readonly status: ExpectedStep['status'];
  readonly attempts: number;
  /** Ports taken; undefined when the step ends its scope, so that nothing follows. */
  readonly ports: readonly string[] | undefined;
  readonly inside: Map<string, ExpectedStep>;
  readonly ends: readonly PossibleEnd[];
}

/** What one attempt comes to. */
type Attempted =
  | { readonly kind: 'succeed'; readonly ports: readonly string[] | undefined }
  | { readonly kind: 'fail'; readonly code: ErrorCode; readonly causes: readonly PossibleEnd[] }
  | { readonly kind: 'stop'; readonly ends: readonly PossibleEnd[] };

/** Interprets a script the slow and simple way, over and over the whole graph until nothing changes. */
export function judge(script: Script): Expectation {
  return judgeScope(script, script.workflow.steps, script.workflow.edges, '');
}

function judgeScope(script: Script, steps: readonly Step[], edges: readonly Edge[], prefix: string): Expectation {
  const verdicts = new Map<string, Verdict>();
  for (let changed = true; changed; ) {
    changed = false;
    for (const step of steps) {
      if (verdicts.has(step.id)) continue;
      const into = edges.filter((edge) => edge.to === step.id).map((edge) => judgeEdge(steps, verdicts, edge));
      const taken = into.includes('taken');
      const any = step.process.join === 'any';
      if (into.includes('open') && !(any && taken)) continue;
      verdicts.set(step.id, into.length > 0 && !taken ? SKIPPED : judgeStep(script, step, prefix + step.id));
      changed = true;
    }
  }
  const result: Expectation = { steps: new Map(), ends: collectEnds(steps, edges, verdicts, prefix) };
  for (const [id, verdict] of verdicts) {
    result.steps.set(prefix + id, { status: verdict.status, attempts: verdict.attempts, certain: true });
    for (const [path, inner] of verdict.inside) result.steps.set(path, { ...inner });
  }
  for (const [path, step] of result.steps) step.certain &&= result.ends.every((end) => end.needs.has(path));
  return result;
}

const SKIPPED: Verdict = { status: 'skipped', attempts: 0, ports: [], inside: new Map(), ends: [] };

function judgeEdge(
  steps: readonly Step[],
  verdicts: ReadonlyMap<string, Verdict>,
  edge: Edge,
): 'open' | 'taken' | 'dead' {
  const ports = verdicts.get(edge.from)?.ports;
  if (ports === undefined) return 'open';
  const source = steps.find((step) => step.id === edge.from);
  return ports.includes(edge.port ?? defaultPort(source)) ? 'taken' : 'dead';
}

function defaultPort(step: Step | undefined): string {
  return portsOf(step?.process.block ?? '')[0] ?? 'out';
}

/** The ends of a scope: those of its steps, with what must have happened in this scope before. */
function collectEnds(
  steps: readonly Step[],
  edges: readonly Edge[],
  verdicts: ReadonlyMap<string, Verdict>,
  prefix: string,
): PossibleEnd[] {
  const ends: PossibleEnd[] = [];
  for (const [id, verdict] of verdicts) {
    const before = new Set<string>();
    addNeeded(steps, edges, verdicts, id, before);
    for (const end of verdict.ends) {
      const needs = new Set([...end.needs]);
      for (const needed of before) {
        needs.add(prefix + needed);
        for (const path of verdicts.get(needed)?.inside.keys() ?? []) needs.add(path);
      }
      ends.push({ ...end, needs });
    }
  }
  return ends;
}

/** Adds the steps that are settled before step `id` can be. */
function addNeeded(
  steps: readonly Step[],
  edges: readonly Edge[],
  verdicts: ReadonlyMap<string, Verdict>,
  id: string,
  needed: Set<string>,
): void {
  const into = edges.filter((edge) => edge.to === id);
  const any = steps.find((step) => step.id === id)?.process.join === 'any' && verdicts.get(id)?.status !== 'skipped';
  const taken = into.filter((edge) => judgeEdge(steps, verdicts, edge) === 'taken');
  for (const edge of any ? (taken.length === 1 ? taken : []) : into) {
    if (needed.has(edge.from)) continue;
    needed.add(edge.from);
    addNeeded(steps, edges, verdicts, edge.from, needed);
  }
}

function judgeStep(script: Script, step: Step, path: string): Verdict {
  if (step.process.disabled === true) {
    return { status: 'disabled', attempts: 0, ports: [defaultPort(step)], inside: new Map(), ends: [] };
  }
  const behaviour = behaviourOf(script, path);
  const most = step.process.retry?.maxAttempts ?? script.workflow.settings?.retry?.maxAttempts ?? 3;
  for (let attempts = 1; ; attempts++) {
    // A loop runs again with each attempt; only what the last one did is left to see.
    const inside = new Map<string, ExpectedStep>();
    const attempted = judgeAttempt(script, step, path, behaviour, attempts, inside);
    if (attempted.kind === 'succeed') {
      return { status: 'done', attempts, ports: attempted.ports ?? [defaultPort(step)], inside, ends: [] };
    }
    if (attempted.kind === 'stop') {
      return { status: 'stopped', attempts, ports: undefined, inside, ends: attempted.ends };
    }
    if (attempts < most && ERROR_TABLE[attempted.code].retry === 'later') continue;
    const { onError = 'fail' } = step.process;
    if (onError === 'continue') return { status: 'failed', attempts, ports: [defaultPort(step)], inside, ends: [] };
    if (onError === 'branch') return { status: 'failed', attempts, ports: ['error'], inside, ends: [] };
    const { causes, code } = attempted;
    const self: PossibleEnd = { status: 'failed', code, step: path, needs: new Set([path]) };
    const ends = causes.map((cause): PossibleEnd => ({ ...cause, code, needs: new Set([...cause.needs, path]) }));
    return { status: 'failed', attempts, ports: undefined, inside, ends: causes.length > 0 ? ends : [self] };
  }
}

function judgeAttempt(
  script: Script,
  step: Step,
  path: string,
  behaviour: Behaviour,
  attempt: number,
  inside: Map<string, ExpectedStep>,
): Attempted {
  const { flakes, flakesLate, waits, work, end } = behaviour;
  const flake: Attempted = { kind: 'fail', code: FLAKE, causes: [] };
  if (attempt <= flakes && !flakesLate) return flake;
  if (waits.some((wait) => wait.kind !== 'timer' && !wait.answered))
    return { kind: 'fail', code: 'wait-expired', causes: [] };
  if (work.kind === 'child' && work.status !== 'succeeded') return { kind: 'fail', code: 'child-failed', causes: [] };
  if (work.kind === 'loop') {
    const ends = judgeLoop(script, step, path, work, inside);
    if (ends.some((each) => each.code === undefined)) return { kind: 'stop', ends };
    if (ends.length > 0) return { kind: 'fail', code: 'loop-failed', causes: ends };
  }
  if (attempt <= flakes) return flake;
  if (end.kind === 'fail') return { kind: 'fail', code: end.code, causes: [] };
  if (end.kind === 'succeed') return { kind: 'succeed', ports: end.ports };
  return { kind: 'stop', ends: [{ status: end.status, code: undefined, step: path, needs: new Set([path]) }] };
}

/** Judges the iterations; answers how they may end the loop early. */
function judgeLoop(
  script: Script,
  step: Step,
  path: string,
  work: Extract<Behaviour['work'], { kind: 'loop' }>,
  inside: Map<string, ExpectedStep>,
): PossibleEnd[] {
  const abreast = work.known ? work.concurrency : 1;
  const ends: PossibleEnd[] = [];
  const before: string[] = [];
  let ending = 0;
  for (let index = 0; index < work.rounds; index++) {
    // Iterations that end the loop hold a place each, so no more of them can be under way than run abreast.
    if (ending >= abreast) break;
    const at = `${path}[${index}]`;
    const judged = judgeScope(script, step.body?.steps ?? [], step.body?.edges ?? [], `${at}.`);
    const stops = judged.ends.some((end) => end.code === undefined);
    const endsLoop = stops || (judged.ends.length > 0 && work.onItemError === 'fail');
    if (!stops) inside.set(at, { status: judged.ends.length > 0 ? 'failed' : 'done', attempts: 0, certain: true });
    for (const [inner, expected] of judged.steps) inside.set(inner, expected);
    if (endsLoop) {
      ending++;
      const earlier = abreast === 1 ? before : [];
      for (const end of judged.ends)
        ends.push({ ...end, needs: new Set([...end.needs, ...earlier, ...(stops ? [] : [at])]) });
    }
    before.push(at, ...judged.steps.keys());
  }
  if (ends.length > 0)
    for (const [inner, expected] of inside) expected.certain &&= ends.every((end) => end.needs.has(inner));
  return ends;
}
