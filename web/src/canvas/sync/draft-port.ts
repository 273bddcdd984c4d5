import type { Workflow } from '#contract/workflow.ts';

/** A saved version with its document. */
export interface LoadedVersion {
  readonly version: number;
  readonly workflow: Workflow;
}

/** What the server holds of a workflow: its newest version, and the draft on top of it. */
export interface Loaded {
  /** Absent while the workflow was never saved. */
  readonly current: LoadedVersion | undefined;
  readonly draft: { readonly revision: number; readonly baseVersion: number; readonly workflow: Workflow } | undefined;
}

/** The server, as the sync of drafts needs it. All but `load` may throw a failure with code `conflict`. */
export interface DraftServer {
  load(): Promise<Loaded>;
  loadVersion(version: number): Promise<Workflow>;
  saveDraft(draft: {
    readonly workflow: Workflow;
    readonly baseVersion: number;
    readonly expectedRevision: number;
  }): Promise<{ readonly revision: number; readonly updatedAt: number }>;
  discardDraft(expectedRevision: number): Promise<void>;
  saveVersion(version: {
    readonly workflow: Workflow;
    readonly expectedVersion: number;
    readonly message: string | undefined;
  }): Promise<{ readonly version: number; readonly createdAt: number }>;
}

/** The canvas whose document is kept. */
export interface DraftEditor {
  read(): Workflow;
  /** Takes over what came from outside; what a person did before can still be undone. */
  replace(workflow: Workflow): void;
}

/** Changes that did not reach the server, with the document they were made to. */
export interface Unsent {
  readonly base: Workflow;
  readonly workflow: Workflow;
}

/** A place on this machine for what did not reach the server before the page was closed. */
export interface UnsentShelf {
  /** Takes everything that waits there, of windows that are gone too. */
  take(): readonly Unsent[];
  put(unsent: Unsent): void;
  clear(): void;
}

/** Timers, so that tests need no clock. */
export interface Timers {
  /** Calls back once after `ms`; returns how to call it off. */
  after(ms: number, callback: () => void): () => void;
}
