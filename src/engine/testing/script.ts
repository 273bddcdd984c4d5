import type { ErrorCode } from '#contract/error-table.ts';
import type { EndStatus } from '#contract/run-event.ts';
import type { Workflow } from '#contract/workflow.ts';

/** A wait of a handler. What is not answered expires. */
export type ScriptedWait =
  | { readonly kind: 'timer'; readonly ms: number }
  | { readonly kind: 'approval' | 'callback'; readonly answered: boolean; readonly expiresInMs: number };

/** What a handler asks of the engine between its waits and its end. */
export type ScriptedWork =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'loop';
      readonly rounds: number;
      /** Whether the number of rounds is told at once (`for_each`) or round by round (`while`). */
      readonly known: boolean;
      readonly concurrency: number;
      readonly onItemError: 'fail' | 'continue' | 'collect';
    }
  | { readonly kind: 'child'; readonly status: EndStatus };

/** How an attempt ends that got through its waits and its work. */
export type ScriptedEnd =
  | { readonly kind: 'succeed'; readonly ports: readonly string[] | undefined }
  | { readonly kind: 'fail'; readonly code: ErrorCode }
  | { readonly kind: 'stop'; readonly status: 'succeeded' | 'failed' };

/** What the handler of a step does, in whatever order the host calls it. */
export interface Behaviour {
  /** First attempts, which fail with an error that may pass. */
  readonly flakes: number;
  /** Whether they fail after the waits and the work, or at once. */
  readonly flakesLate: boolean;
  readonly waits: readonly ScriptedWait[];
  /** Whether the attempts have an effect, announced by an intent. */
  readonly effect: boolean;
  readonly work: ScriptedWork;
  readonly end: ScriptedEnd;
}

/** A workflow and what its steps do. Read by the simulated host and, separately, by the oracle. */
export interface Script {
  readonly workflow: Workflow;
  /** By step id; iterations take turns with them. A step without one succeeds. */
  readonly behaviours: ReadonlyMap<string, readonly Behaviour[]>;
}

/** Error of attempts that flake: it may pass. */
export const FLAKE: ErrorCode = 'request-failed';

/** A handler that just succeeds. */
export const PLAIN: Behaviour = {
  flakes: 0,
  flakesLate: false,
  waits: [],
  effect: false,
  work: { kind: 'none' },
  end: { kind: 'succeed', ports: undefined },
};

const PORTS: Readonly<Record<string, readonly string[]>> = {
  'test.plain': ['out'],
  'test.pick': ['true', 'false'],
  'test.switch': ['a', 'b', 'c'],
};

/** Ports of the blocks scripts use, the default one first. */
export function portsOf(block: string): readonly string[] {
  return PORTS[block] ?? ['out'];
}

/** The behaviour of one instance of a step. */
export function behaviourOf(script: Script, path: string): Behaviour {
  const variants = script.behaviours.get(path.slice(path.lastIndexOf('.') + 1)) ?? [];
  let turn = 0;
  for (const [, index] of path.matchAll(/\[(\d+)\]/g)) turn += Number(index);
  return variants[turn % variants.length] ?? PLAIN;
}
