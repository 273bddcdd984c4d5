/** A run that waits for its turn. */
export interface Candidate {
  readonly runId: string;
  readonly workflowId: string;
  readonly priority: number;
  /** Most runs of its workflow at once. */
  readonly maxConcurrent: number | undefined;
}

/**
 * Decides which runs may be under way: at most `maxRunning` in all and as many per workflow as that allows;
 * higher priorities first, then in order of arrival. Runs that go on after a wait are never held back.
 */
export class Admission {
  readonly #maxRunning: number;
  /** Waiting candidates by priority, then by workflow, in order of arrival. */
  readonly #lanes = new Map<number, Map<string, Candidate[]>>();
  readonly #running = new Map<string, number>();
  #runningCount = 0;
  #queuedCount = 0;

  constructor(maxRunning: number) {
    this.#maxRunning = maxRunning;
  }

  get queued(): number {
    return this.#queuedCount;
  }

  get running(): number {
    return this.#runningCount;
  }

  /** Takes a place if one is free and nobody waits for it. */
  tryEnter(candidate: Candidate): boolean {
    if (!this.#hasRoom(candidate) || this.#wouldOvertake(candidate)) return false;
    return this.enter(candidate.workflowId);
  }

  /** Takes a place in any case, as for a run that was under way before. */
  enter(workflowId: string): true {
    this.#runningCount++;
    this.#running.set(workflowId, (this.#running.get(workflowId) ?? 0) + 1);
    return true;
  }

  leave(workflowId: string): void {
    this.#runningCount--;
    const left = (this.#running.get(workflowId) ?? 1) - 1;
    if (left > 0) this.#running.set(workflowId, left);
    else this.#running.delete(workflowId);
  }

  enqueue(candidate: Candidate): void {
    let lane = this.#lanes.get(candidate.priority);
    if (lane === undefined) {
      lane = new Map();
      this.#lanes.set(candidate.priority, lane);
    }
    const queue = lane.get(candidate.workflowId);
    if (queue === undefined) lane.set(candidate.workflowId, [candidate]);
    else queue.push(candidate);
    this.#queuedCount++;
  }

  /** Forgets a waiting candidate. */
  remove(runId: string): void {
    for (const [priority, lane] of this.#lanes) {
      for (const [workflowId, queue] of lane) {
        const at = queue.findIndex((candidate) => candidate.runId === runId);
        if (at < 0) continue;
        queue.splice(at, 1);
        this.#queuedCount--;
        if (queue.length === 0) lane.delete(workflowId);
        if (lane.size === 0) this.#lanes.delete(priority);
        return;
      }
    }
  }

  /** The next run that may start, its place taken; undefined when none may. */
  next(): Candidate | undefined {
    if (this.#queuedCount === 0 || this.#runningCount >= this.#maxRunning) return undefined;
    for (const priority of [...this.#lanes.keys()].sort((a, b) => b - a)) {
      const lane = this.#lanes.get(priority) ?? new Map<string, Candidate[]>();
      for (const [workflowId, queue] of lane) {
        const [first] = queue;
        if (first === undefined || !this.#hasRoom(first)) continue;
        queue.shift();
        this.#queuedCount--;
        // The workflow goes to the back of its lane, so that one busy workflow does not starve the others.
        lane.delete(workflowId);
        if (queue.length > 0) lane.set(workflowId, queue);
        else if (lane.size === 0) this.#lanes.delete(priority);
        this.enter(workflowId);
        return first;
      }
    }
    return undefined;
  }

  /** Whether somebody waits who comes first and may start, or waits for the same workflow. */
  #wouldOvertake({ priority, workflowId }: Candidate): boolean {
    for (const [rank, lane] of this.#lanes) {
      if (rank < priority) continue;
      if (rank === priority && lane.has(workflowId)) return true;
      for (const [first] of lane.values()) if (first !== undefined && this.#hasRoom(first)) return true;
    }
    return false;
  }

  #hasRoom(candidate: Candidate): boolean {
    if (this.#runningCount >= this.#maxRunning) return false;
    return (
      candidate.maxConcurrent === undefined || (this.#running.get(candidate.workflowId) ?? 0) < candidate.maxConcurrent
    );
  }
}
