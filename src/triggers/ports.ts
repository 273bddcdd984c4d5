import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Problem } from '#contract/problem.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { Clock } from '#hosts/embedded/ports.ts';
import type { Host, WorkflowSource } from '#hosts/host.ts';
import type { Journal } from '#journal/journal.ts';
import type { TriggerRepository } from '#store/trigger-repository.ts';

/** A block as triggers see it; the registry's blocks have this shape. */
export interface TriggerBlock {
  readonly id: string;
  /** Whether it starts runs. */
  readonly trigger: boolean;
  /** @throws AppError input-invalid */
  validateInputs(inputs: JsonObject): JsonObject;
}

/** Opens secrets by name. */
export interface SecretSource {
  /** @throws AppError secret-missing */
  open(name: string): string;
}

/** Bounds how often one caller may call. */
export interface CallLimiter {
  /** @throws AppError rate-limited */
  take(principalId: string, address: string): void;
}

export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  data?: Readonly<Record<string, JsonValue>>,
) => void;

/** Everything triggers need. */
export interface TriggerPorts {
  /** Id of this process among the hosts of the data folder. */
  readonly owner: string;
  readonly host: Pick<Host, 'start' | 'waitForEnd' | 'cancel' | 'watch'>;
  readonly journal: Pick<Journal, 'findRun' | 'findByKey' | 'read' | 'flush'>;
  readonly repository: TriggerRepository;
  readonly workflows: WorkflowSource;
  readonly blocks: (id: string) => TriggerBlock | undefined;
  /** Everything wrong with a workflow, given the blocks there are. */
  readonly validate: (workflow: Workflow) => readonly Problem[];
  readonly secrets: SecretSource;
  readonly rateLimiter: CallLimiter;
  readonly clock: Clock;
  /** Owners whose process is gone. */
  readonly findDeadOwners?: () => readonly string[];
  readonly log: Log;
}
