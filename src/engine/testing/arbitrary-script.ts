import fc from 'fast-check';
import type { Edge, Step, WorkflowSettings } from '#contract/workflow.ts';
import {
  type Behaviour,
  portsOf,
  type Script,
  type ScriptedEnd,
  type ScriptedWait,
  type ScriptedWork,
} from './script.ts';

/**
 * `calm`: failures are contained by an error policy or a loop, so the run succeeds and nothing hangs on the order of things.
 * `failing`: anything may fail. `stopping`: calm without contained failures, and one step stops the run.
 */
export type Mood = 'calm' | 'failing' | 'stopping';

const MOST_STEPS = 25;

interface LoopShape {
  readonly work: Extract<ScriptedWork, { kind: 'loop' }>;
  readonly body: readonly StepShape[];
}

interface StepShape {
  readonly block: string;
  readonly join: 'all' | 'any' | undefined;
  readonly onError: 'fail' | 'continue' | 'branch' | undefined;
  readonly disabled: boolean;
  readonly maxAttempts: number | undefined;
  readonly edges: readonly { readonly from: number; readonly port: number }[];
  readonly behaviours: readonly Behaviour[];
  readonly loop: LoopShape | undefined;
}

const wait: fc.Arbitrary<ScriptedWait> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('timer' as const), ms: fc.integer({ min: 0, max: 5_000 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('approval' as const, 'callback' as const),
      answered: fc.boolean(),
      expiresInMs: fc.integer({ min: 0, max: 5_000 }),
    }),
  },
);

const work: fc.Arbitrary<ScriptedWork> = fc.oneof(
  { weight: 9, arbitrary: fc.constant<ScriptedWork>({ kind: 'none' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('child' as const),
      status: fc.constantFrom('succeeded' as const, 'failed' as const),
    }),
  },
);

const end: fc.Arbitrary<ScriptedEnd> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('succeed' as const), ports: fc.option(ports(), { nil: undefined }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('fail' as const),
      code: fc.constantFrom('data-invalid' as const, 'request-timeout' as const),
    }),
  },
);

function ports(): fc.Arbitrary<readonly string[]> {
  return fc.subarray(['out', 'true', 'false', 'a', 'b']);
}

const behaviour: fc.Arbitrary<Behaviour> = fc.record({
  flakes: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) }),
  flakesLate: fc.boolean(),
  waits: fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(wait, { maxLength: 2 }) },
  ),
  effect: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  work,
  end,
});

function stepShape(depth: number): fc.Arbitrary<StepShape> {
  const loop = fc.record({
    work: fc.record({
      kind: fc.constant('loop' as const),
      rounds: fc.integer({ min: 0, max: 4 }),
      known: fc.boolean(),
      concurrency: fc.integer({ min: 1, max: 3 }),
      onItemError: fc.constantFrom('fail' as const, 'continue' as const, 'collect' as const),
    }),
    body:
      depth > 0
        ? fc.array(
            fc.nat().chain(() => stepShape(depth - 1)),
            { maxLength: 5 },
          )
        : fc.constant([]),
  });
  return fc.record({
    block: fc.constantFrom('test.plain', 'test.plain', 'test.pick', 'test.switch'),
    join: fc.constantFrom(undefined, 'all' as const, 'any' as const),
    onError: fc.constantFrom(undefined, 'fail' as const, 'continue' as const, 'branch' as const),
    disabled: fc.nat({ max: 9 }).map((roll) => roll === 9),
    maxAttempts: fc.constantFrom(undefined, undefined, 1, 2, 4),
    edges: fc.array(fc.record({ from: fc.nat(), port: fc.nat() }), { maxLength: 3 }),
    behaviours: fc.array(behaviour, { minLength: 1, maxLength: 3 }),
    loop: depth > 0 ? fc.option(loop, { nil: undefined, freq: 3 }) : fc.constant(undefined),
  });
}

/** Random acyclic workflows of up to 25 steps, with loops in loops, and what their steps do. */
export function arbitraryScript(mood: Mood, settings: WorkflowSettings = {}): fc.Arbitrary<Script> {
  const shapes = fc.array(stepShape(2), { maxLength: 12 });
  return fc.record({ shapes, stopAt: fc.nat() }).map(({ shapes: root, stopAt }) => build(root, mood, stopAt, settings));
}

function build(root: readonly StepShape[], mood: Mood, stopAt: number, settings: WorkflowSettings): Script {
  const behaviours = new Map<string, readonly Behaviour[]>();

  function buildScope(shapes: readonly StepShape[], contained: boolean): { steps: Step[]; edges: Edge[] } {
    const steps: Step[] = [];
    const edges: Edge[] = [];
    for (const shape of shapes) {
      if (behaviours.size >= MOST_STEPS) break;
      const id = `s${behaviours.size}`;
      const { block, join, onError, disabled, maxAttempts, loop } = shape;
      const guarded = contained || onError === 'continue' || onError === 'branch';
      const harmless = mood === 'stopping' || (mood === 'calm' && !guarded);
      behaviours.set(
        id,
        shape.behaviours.map((raw) => tame(raw, loop?.work, harmless, maxAttempts ?? 3)),
      );
      const body = loop && buildScope(loop.body, mood === 'calm' && (guarded || loop.work.onItemError !== 'fail'));
      for (const { from, port } of shape.edges) {
        const source = steps[from % Math.max(steps.length, 1)];
        if (source === undefined) break;
        const choices = [undefined, undefined, ...portsOf(source.process.block), 'error'];
        const chosen = choices[port % choices.length];
        edges.push({ from: source.id, to: id, ...(chosen === undefined ? {} : { port: chosen }) });
      }
      steps.push({
        id,
        process: {
          block,
          ...(join && { join }),
          ...(onError && { onError }),
          ...(disabled && { disabled }),
          ...(maxAttempts && { retry: { maxAttempts } }),
        },
        ...(body && { body }),
      });
    }
    return { steps, edges };
  }

  const { steps, edges } = buildScope(root, false);
  if (mood === 'stopping') addStop(behaviours, stopAt);
  return {
    workflow: { flowright: 1, id: 'test', name: 'Test', inputs: [], settings, steps, edges },
    behaviours,
  };
}

/** Makes a behaviour fit its place: what loops has a body, what must not fail does not. */
function tame(raw: Behaviour, loop: ScriptedWork | undefined, harmless: boolean, maxAttempts: number): Behaviour {
  const fitting: Behaviour = {
    ...raw,
    work: loop ?? raw.work,
    // An attempt lost to a crash counts, so a script that counts attempts would hang on when it comes.
    ...(raw.effect
      ? { flakes: 0, end: raw.end.kind === 'fail' ? { kind: 'fail', code: 'data-invalid' } : raw.end }
      : {}),
  };
  if (!harmless) return fitting;
  const { work: worked, end: ended } = fitting;
  return {
    ...fitting,
    flakes: Math.min(fitting.flakes, maxAttempts - 1),
    waits: fitting.waits.map((each) => (each.kind === 'timer' ? each : { ...each, answered: true })),
    work: worked.kind === 'child' ? { kind: 'child', status: 'succeeded' } : worked,
    end: ended.kind === 'succeed' ? ended : { kind: 'succeed', ports: undefined },
  };
}

function addStop(behaviours: Map<string, readonly Behaviour[]>, stopAt: number): void {
  const entry = [...behaviours][stopAt % Math.max(behaviours.size, 1)];
  if (entry === undefined) return;
  const [id, variants] = entry;
  const status = stopAt % 2 === 0 ? 'succeeded' : 'failed';
  behaviours.set(
    id,
    variants.map((each, index) => (index === 0 ? { ...each, end: { kind: 'stop', status } } : each)),
  );
}

/** Seeds of the order of things. */
export const seeds = fc.integer({ min: 0, max: 0x7fff_ffff });
