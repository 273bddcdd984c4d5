import type { TestContext } from 'node:test';
import type { JsonObject } from '#contract/json.ts';
import type { Journal } from '#journal/journal.ts';
import type { HostBlock } from '../embedded/ports.ts';
import type { Host, WorkflowSource } from '../host.ts';
import type { TestClock } from './test-clock.ts';

/** Bounds a test sets; all others are the host's own. */
export interface TestLimits {
  readonly maxConcurrentRuns?: number;
  readonly maxQueuedRuns?: number;
  readonly maxDepth?: number;
  readonly abortGraceMs?: number;
}

/** What the suite gives a host to live in. */
export interface HostSetup {
  readonly clock: TestClock;
  readonly workflows: WorkflowSource;
  readonly blocks: (id: string) => HostBlock | undefined;
  readonly secrets: { open(name: string): string };
  readonly limits: TestLimits;
  readonly log: (level: 'info' | 'warn' | 'error', message: string, data?: JsonObject) => void;
}

/** A host with a disk that outlives it. */
export interface HostUnderTest {
  /** The host that lives now. */
  readonly host: Host;
  /** What is on disk. */
  readonly journal: Journal;
  /** Whether the host lives. */
  readonly alive: boolean;
  /** The process dies between two instructions: what was not on its way to the disk is lost, and no handler is heard of again. */
  crash(): void;
  /** A new process on the same disk, which took over what it found; the old one dies first, if it lives. */
  restart(): Promise<void>;
  /** Makes a new process without letting it take anything over. */
  replace(): Promise<void>;
  /** The disk stalls; see `release`. */
  hold(): void;
  release(): Promise<void>;
  /** From now on the disk takes nothing. */
  failDisk(): void;
}

/** Makes a host for one test, to be taken down after it. */
export type CreateHostUnderTest = (t: TestContext, setup: HostSetup) => Promise<HostUnderTest>;
