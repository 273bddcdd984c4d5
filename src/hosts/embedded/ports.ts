import type { BlockHandler, FileAccess, NetworkPolicy } from '#blocks/context.ts';
import type { BlockOutput, Effect } from '#contract/block.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Journal } from '#journal/journal.ts';
import type { WorkflowSource } from '../host.ts';

/** A block as the host sees it; the registry's blocks have this shape. */
export interface HostBlock {
  readonly effect: Effect;
  readonly ports: readonly string[];
  /** Longest time of one attempt, in milliseconds. */
  readonly timeoutMs: number;
  readonly outputs: readonly BlockOutput[];
  /** Fields that hold the name of a secret. */
  readonly secretFields: readonly string[];
  /** Fields whose text is not a template. */
  readonly rawFields: readonly string[];
  /** Fills defaults in and checks. @throws AppError input-invalid */
  validateInputs(inputs: JsonObject): JsonObject;
  load(): Promise<LoadedHandler>;
}

/** A block's code. `effectOf` refines the descriptor's effect for given inputs. */
export interface LoadedHandler {
  readonly run: BlockHandler;
  readonly effectOf?: ((inputs: JsonObject) => Effect) | undefined;
}

/** Opens secrets by name. */
export interface SecretSource {
  /** @throws AppError secret-missing */
  open(name: string): string;
}

/** Time, so that tests can turn it. */
export interface Clock {
  /** Milliseconds since 1970 (UTC); may jump. */
  wall(): number;
  /** Milliseconds since some instant; never jumps. */
  monotonic(): number;
  /** Calls back once after `ms`. Returns how to stop. Must not keep the process alive. */
  after(ms: number, callback: () => void): () => void;
}

/** Asks other processes on the same data folder about their runs. */
export interface Mailbox {
  /** Leaves a request for the process that drives the run. */
  post(runId: string, kind: string, payload: JsonValue): Promise<void>;
  /** Requests for runs that `owner` drives, oldest first. */
  list(
    owner: string,
  ): readonly { readonly id: number; readonly runId: string; readonly kind: string; readonly payload: JsonValue }[];
  /** Takes out requests that were carried out. */
  done(ids: readonly number[]): Promise<void>;
}

/** Everything the embedded host needs. */
export interface EmbeddedHostOptions {
  /** Id of this process among the hosts of the data folder. */
  readonly owner: string;
  readonly journal: Journal;
  readonly workflows: WorkflowSource;
  readonly blocks: (id: string) => HostBlock | undefined;
  readonly secrets: SecretSource;
  readonly files: FileAccess;
  readonly network: NetworkPolicy;
  readonly clock?: Clock;
  readonly mailbox?: Mailbox;
  /** Owners whose process is gone. */
  readonly findDeadOwners?: () => readonly string[];
  readonly limits?: Partial<HostLimits>;
  /** Dry run: effects are replaced by made results; `reads` says whether `read` blocks really read. */
  readonly simulate?: { readonly reads: boolean };
  readonly log?: (level: 'info' | 'warn' | 'error', message: string, data?: JsonObject) => void;
}

/** Bounds of the embedded host. */
export interface HostLimits {
  /** Runs under way at once; waiting runs do not count. */
  readonly maxConcurrentRuns: number;
  /** Runs that may wait for their turn; more are refused with `queue-full`. */
  readonly maxQueuedRuns: number;
  /** How deep workflows may call each other. */
  readonly maxDepth: number;
  /** Milliseconds of work before other runs and I/O get their turn. */
  readonly sliceMs: number;
  /** Bytes of events not yet on disk before runs pause. */
  readonly maxBacklogBytes: number;
  /** Milliseconds an aborted handler has to stop before it is left behind. */
  readonly abortGraceMs: number;
}

export const DEFAULT_LIMITS: HostLimits = {
  maxConcurrentRuns: 500,
  maxQueuedRuns: 100_000,
  maxDepth: 32,
  sliceMs: 3,
  maxBacklogBytes: 4 * 1024 * 1024,
  abortGraceMs: 5_000,
};
