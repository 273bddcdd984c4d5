import type { Workflow } from '#contract/workflow.ts';
import { type Failure, toFailure } from '#web/api/failure.ts';
import { mergeWorkflows } from '../model/merge.ts';
import { isSameJson } from '../model/same-json.ts';
import type { DraftEditor, DraftServer, Loaded, LoadedVersion, Timers, Unsent, UnsentShelf } from './draft-port.ts';
import type { SyncState } from './sync-state.ts';

/** A pause in typing after which a draft is sent, in milliseconds. */
const QUIET_MS = 600;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000] as const;
/** Others that save in the very same moment are merged with; after so many times something else is wrong. */
const MAX_CONFLICTS = 5;

/** What the sync is made of. */
export interface DraftSyncOptions {
  readonly server: DraftServer;
  readonly editor: DraftEditor;
  readonly shelf: UnsentShelf;
  readonly timers: Timers;
  readonly loaded: Loaded;
  readonly onState: (state: SyncState) => void;
}

/**
 * Keeps the document of one window and the draft on the server the same, whatever other windows and people do to it meanwhile.
 * One conversation with the server at a time; what is merged is always the last common document, ours, and theirs.
 */
export class DraftSync {
  readonly #options: DraftSyncOptions;
  #current: LoadedVersion | undefined;
  /** The document the server holds, as far as this window knows. */
  #base: Workflow;
  #revision: number;
  #state: SyncState;
  #work: Promise<void> = Promise.resolve();
  #cancelTimer: (() => void) | undefined;
  #retries = 0;
  #closed = false;

  constructor(options: DraftSyncOptions) {
    const { loaded, editor } = options;
    this.#options = options;
    this.#current = loaded.current;
    this.#base = loaded.draft?.workflow ?? loaded.current?.workflow ?? editor.read();
    this.#revision = loaded.draft?.revision ?? 0;
    this.#state = {
      phase: loaded.draft === undefined ? 'saved' : 'draft',
      version: loaded.current?.version ?? 0,
      savedAt: undefined,
      conflicts: [],
      failure: undefined,
      mergedChanges: 0,
    };
    for (const unsent of options.shelf.take()) this.#adopt(unsent);
    if (loaded.draft !== undefined && loaded.draft.baseVersion !== this.#state.version)
      void this.#enqueue(() => this.#rebase(loaded));
    this.changed();
  }

  get state(): SyncState {
    return this.#state;
  }

  /** Call it after every change of the document. */
  changed(): void {
    if (this.#closed || !this.#isDirty()) return;
    if (this.#state.phase === 'saved' || this.#state.phase === 'draft') this.#set({ phase: 'unsaved' });
    this.#schedule(QUIET_MS);
  }

  /** Call it when somebody else changed the draft or saved a version. */
  pull(): Promise<void> {
    return this.#enqueue(async () => {
      await this.#takeOver(await this.#options.server.load());
      await this.#push();
    });
  }

  /** Sends what is unsent, now. */
  flush(): Promise<void> {
    return this.#enqueue(() => this.#push());
  }

  /**
   * Saves the document as a version; the draft ends with it. Answers the number of the version.
   * @throws Failure workflow-invalid, and whatever keeps the server from it; the document stays a draft
   */
  async save(message?: string): Promise<number> {
    let version: number | undefined;
    let failure: unknown;
    await this.#enqueue(async () => {
      try {
        version = await this.#saveVersion(message);
      } catch (thrown) {
        failure = thrown;
        throw thrown;
      }
    });
    if (version === undefined) throw failure ?? new Error('The workflow was not saved.');
    return version;
  }

  /** Ends the draft: the document is that of the newest version again. */
  discard(): Promise<void> {
    return this.#enqueue(async () => {
      const { server, editor } = this.#options;
      if (this.#current === undefined) return;
      if (this.#revision > 0) await server.discardDraft(this.#revision);
      this.#settle(this.#current.workflow, 0);
      if (!isSameJson(editor.read(), this.#current.workflow)) editor.replace(this.#current.workflow);
      this.#set({ phase: 'saved', conflicts: [], failure: undefined });
    });
  }

  /** A person has decided about what two windows changed differently. */
  clearConflicts(): void {
    this.#set({ conflicts: [] });
  }

  /** Keeps on this machine what the server does not have yet; the page may be gone any moment. */
  shelve(): void {
    if (this.#isDirty()) this.#options.shelf.put({ base: this.#base, workflow: this.#options.editor.read() });
  }

  /** Stops; what is unsent is kept on this machine. */
  close(): void {
    this.shelve();
    this.#closed = true;
    this.#cancelTimer?.();
  }

  #isDirty(): boolean {
    return this.#options.editor.read() !== this.#base;
  }

  #schedule(ms: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#options.timers.after(ms, () => void this.flush());
  }

  /** One piece of work after the other. What fails is shown, kept on this machine, and tried again when that can help. */
  #enqueue(task: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(async () => {
      if (this.#closed) return;
      try {
        await task();
        this.#retries = 0;
      } catch (thrown) {
        this.#fail(toFailure(thrown));
      }
    });
    return this.#work;
  }

  #fail(failure: Failure): void {
    this.shelve();
    this.#set({ phase: failure.retry === 'later' ? 'offline' : 'failed', failure });
    if (failure.retry !== 'later') return;
    this.#schedule(RETRY_MS[Math.min(this.#retries, RETRY_MS.length - 1)] ?? 0);
    this.#retries += 1;
  }

  async #push(): Promise<void> {
    for (let conflicts = 0; ; conflicts += 1) {
      const workflow = this.#options.editor.read();
      if (workflow === this.#base) return this.#settled();
      this.#set({ phase: 'saving' });
      try {
        await this.#send(workflow);
      } catch (thrown) {
        if (toFailure(thrown).code !== 'conflict' || conflicts >= MAX_CONFLICTS) throw thrown;
        await this.#takeOver(await this.#options.server.load());
      }
    }
  }

  /** A document that is as the version again needs no draft. */
  async #send(workflow: Workflow): Promise<void> {
    const { server } = this.#options;
    const { version } = this.#state;
    if (this.#current !== undefined && isSameJson(workflow, this.#current.workflow)) {
      if (this.#revision > 0) await server.discardDraft(this.#revision);
      this.#settle(workflow, 0);
      return;
    }
    const draft = { workflow, baseVersion: version, expectedRevision: this.#revision };
    const { revision, updatedAt } = await server.saveDraft(draft);
    this.#settle(workflow, revision);
    this.#set({ savedAt: updatedAt });
  }

  #settle(base: Workflow, revision: number): void {
    this.#base = base;
    this.#revision = revision;
  }

  #settled(): void {
    this.#options.shelf.clear();
    this.#set({ phase: this.#revision > 0 ? 'draft' : 'saved', failure: undefined });
  }

  async #takeOver(loaded: Loaded): Promise<void> {
    const theirs = loaded.draft?.workflow ?? loaded.current?.workflow;
    if (theirs === undefined) return;
    this.#current = loaded.current;
    this.#mergeWith(this.#base, theirs);
    this.#settle(theirs, loaded.draft?.revision ?? 0);
    // An untouched window is now exactly what the server holds.
    if (isSameJson(this.#options.editor.read(), theirs)) this.#base = this.#options.editor.read();
    if (loaded.draft !== undefined && loaded.draft.baseVersion !== (loaded.current?.version ?? 0)) {
      await this.#rebase(loaded);
    } else this.#set({ version: loaded.current?.version ?? 0 });
  }

  /** A version was saved beside the draft, by a program or an import: its changes join the draft. */
  async #rebase({ draft, current }: Loaded): Promise<void> {
    if (draft === undefined || current === undefined) return;
    const old = draft.baseVersion === 0 ? undefined : await this.#options.server.loadVersion(draft.baseVersion);
    this.#mergeWith(old ?? current.workflow, current.workflow);
    this.#set({ version: current.version });
    this.changed();
  }

  #mergeWith(base: Workflow, theirs: Workflow): void {
    const { editor } = this.#options;
    const mine = editor.read();
    const { workflow, conflicts } =
      mine === base ? { workflow: theirs, conflicts: [] } : mergeWorkflows(base, mine, theirs);
    if (isSameJson(workflow, mine)) return;
    editor.replace(workflow);
    this.#set({
      mergedChanges: this.#state.mergedChanges + 1,
      conflicts: [...this.#state.conflicts, ...conflicts],
    });
  }

  #adopt({ base, workflow }: Unsent): void {
    const { editor } = this.#options;
    const merged = mergeWorkflows(base, workflow, editor.read());
    if (isSameJson(merged.workflow, editor.read())) return;
    editor.replace(merged.workflow);
    this.#set({ conflicts: [...this.#state.conflicts, ...merged.conflicts] });
  }

  async #saveVersion(message: string | undefined): Promise<number> {
    const { server, editor } = this.#options;
    for (let conflicts = 0; ; conflicts += 1) {
      const workflow = editor.read();
      this.#set({ phase: 'saving' });
      try {
        const { version, createdAt } = await server.saveVersion({
          workflow,
          expectedVersion: this.#state.version,
          message,
        });
        this.#current = { version, workflow };
        this.#set({ version, savedAt: createdAt, conflicts: [] });
        await this.#endDraft(workflow);
        return version;
      } catch (thrown) {
        if (toFailure(thrown).code !== 'conflict' || conflicts >= MAX_CONFLICTS) throw thrown;
        await this.#takeOver(await server.load());
      }
    }
  }

  /** The version is saved; a draft another window wrote meanwhile goes on. */
  async #endDraft(saved: Workflow): Promise<void> {
    const { server } = this.#options;
    try {
      if (this.#revision > 0) await server.discardDraft(this.#revision);
      this.#settle(saved, 0);
    } catch (thrown) {
      if (toFailure(thrown).code !== 'conflict') throw thrown;
      await this.#takeOver(await server.load());
    }
    await this.#push();
  }

  #set(change: Partial<SyncState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.onState(this.#state);
  }
}
