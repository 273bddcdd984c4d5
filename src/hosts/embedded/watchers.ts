import type { JsonObject } from '#contract/json.ts';
import type { Journal } from '#journal/journal.ts';
import type { LiveEntry } from '../host.ts';

type Listener = (entry: LiveEntry) => void;

/** Tells who watches what became durable, and what handlers report meanwhile. Costs nothing while nobody watches. */
export class Watchers {
  readonly #journal: Journal;
  readonly #onError: (error: unknown) => void;
  readonly #all = new Set<Listener>();
  readonly #byRun = new Map<string, Set<Listener>>();
  #stop: (() => void) | undefined;

  constructor(journal: Journal, onError: (error: unknown) => void) {
    this.#journal = journal;
    this.#onError = onError;
  }

  /** Tells `listener` of all runs, or of one. Returns how to stop. */
  add(listener: Listener, runId: string | undefined): () => void {
    let listeners = this.#all;
    if (runId !== undefined) {
      listeners = this.#byRun.get(runId) ?? new Set();
      this.#byRun.set(runId, listeners);
    }
    listeners.add(listener);
    this.#stop ??= this.#journal.onDurable((entries) => {
      for (const { runId: id, events } of entries) this.#tell({ kind: 'events', runId: id, events });
    });
    return () => {
      listeners.delete(listener);
      if (runId !== undefined && listeners.size === 0) this.#byRun.delete(runId);
      if (this.#all.size === 0 && this.#byRun.size === 0) this.close();
    };
  }

  progress(runId: string, path: string, data: JsonObject): void {
    if (this.#stop !== undefined) this.#tell({ kind: 'progress', runId, path, data });
  }

  close(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #tell(entry: LiveEntry): void {
    for (const listener of this.#all) this.#call(listener, entry);
    for (const listener of this.#byRun.get(entry.runId) ?? []) this.#call(listener, entry);
  }

  /** Who watches must not be able to stop what is watched. */
  #call(listener: Listener, entry: LiveEntry): void {
    try {
      listener(entry);
    } catch (error) {
      this.#onError(error);
    }
  }
}
