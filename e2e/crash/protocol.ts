import type { JsonObject } from '#contract/json.ts';
import type { StoredEvent } from '#contract/run-event.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { Answer } from '#hosts/host.ts';

/** How a server of the tests is started: one JSON text as its only argument. */
export interface ServerOptions {
  readonly dataDir: string;
  readonly blocksDirs?: readonly string[];
  readonly roots?: readonly string[];
  readonly maxConcurrentRuns?: number;
  readonly syncDelayMs?: number;
  /** Whether it says which events became durable. */
  readonly reportEvents: boolean;
}

/** What the driver asks a server for: JSON lines on its standard input. */
export type Command =
  | { readonly do: 'save'; readonly workflow: Workflow }
  | {
      readonly do: 'start';
      readonly n: number;
      readonly workflowId: string;
      readonly input: JsonObject;
      readonly key: string;
    }
  | { readonly do: 'cancel'; readonly runId: string }
  | { readonly do: 'answer'; readonly runId: string; readonly answer: Answer }
  | { readonly do: 'close'; readonly graceMs: number };

/** What a server says: JSON lines on its standard output. Each is said only after it is true on the disk. */
export type Report =
  | { readonly is: 'ready'; readonly recovered: number }
  | { readonly is: 'saved'; readonly workflowId: string }
  | { readonly is: 'accepted'; readonly n: number; readonly runId: string; readonly existing: boolean }
  | { readonly is: 'refused'; readonly n: number; readonly code: string; readonly message: string }
  | { readonly is: 'cancelled'; readonly runId: string }
  | { readonly is: 'answered'; readonly runId: string; readonly path: string }
  | {
      readonly is: 'not-done';
      readonly what: string;
      readonly runId: string;
      readonly code: string;
      readonly message: string;
    }
  | { readonly is: 'events'; readonly runId: string; readonly events: readonly StoredEvent[] }
  | { readonly is: 'logged'; readonly level: string; readonly message: string }
  | { readonly is: 'failed'; readonly code: string; readonly message: string };
