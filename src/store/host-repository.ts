import { identifyProcess, isProcessAlive } from './process-identity.ts';
import type { Row } from './statement.ts';
import type { Store } from './store.ts';

/** A process that drives runs. */
export interface HostRecord {
  readonly id: string;
  readonly pid: number;
  readonly pidStart: string | undefined;
  readonly machine: string;
  readonly startedAt: number;
  readonly heartbeatAt: number;
}

/** The processes that drive runs of one data folder. */
export interface HostRepository {
  /** Enters this process as host `id`. */
  register(id: string): Promise<void>;
  /** Says that host `id` lives. False when another process has taken it for dead: it must stop driving runs. */
  heartbeat(id: string): Promise<boolean>;
  list(): readonly HostRecord[];
  /**
   * Hosts whose process is gone, besides `self`, and owners of unfinished runs that are entered nowhere. A process this one cannot see
   * (another container or machine) counts as gone when its last sign of life is older than `staleMs`.
   */
  listDead(self: string, staleMs: number): readonly string[];
  /** Strikes hosts off. */
  remove(ids: readonly string[]): Promise<void>;
}

function toHostRecord(row: Row): HostRecord {
  return {
    id: String(row.id),
    pid: Number(row.pid),
    pidStart: typeof row.pid_start === 'string' ? row.pid_start : undefined,
    machine: String(row.machine),
    startedAt: Number(row.started_at),
    heartbeatAt: Number(row.heartbeat_at),
  };
}

/** Whether the host can still be at work. A clock set back must not make it dead, so signs of life from the future count. */
export function isHostAlive(host: HostRecord, now: number, staleMs: number): boolean {
  return isProcessAlive(host) ?? now - host.heartbeatAt <= staleMs;
}

/** Hosts of a store; `now` gives the time in milliseconds since 1970. */
export function createHostRepository(store: Store, now: () => number = Date.now): HostRepository {
  const list = (): readonly HostRecord[] => store.all('SELECT * FROM hosts ORDER BY started_at, id').map(toHostRecord);
  return {
    async register(id) {
      const { pid, pidStart, machine } = identifyProcess();
      await store.write([
        {
          sql: 'INSERT INTO hosts (id, pid, pid_start, machine, started_at, heartbeat_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5)',
          parameters: [id, pid, pidStart ?? null, machine, now()],
        },
      ]);
    },
    async heartbeat(id) {
      const [result] = await store.write([
        { sql: 'UPDATE hosts SET heartbeat_at = ?2 WHERE id = ?1', parameters: [id, now()] },
      ]);
      return result?.changes === 1;
    },
    list,
    listDead(self, staleMs) {
      const dead = list().filter((host) => host.id !== self && !isHostAlive(host, now(), staleMs));
      const unknown = store.all(
        `SELECT DISTINCT owner AS id FROM runs WHERE status IN ('queued', 'running', 'waiting', 'uncertain')
         AND owner IS NOT NULL AND owner <> ? AND owner NOT IN (SELECT id FROM hosts)`,
        [self],
      );
      return [...dead.map((host) => host.id), ...unknown.map((row) => String(row.id))];
    },
    async remove(ids) {
      await store.write([
        { sql: 'DELETE FROM hosts WHERE id IN (SELECT value FROM json_each(?))', parameters: [JSON.stringify(ids)] },
      ]);
    },
  };
}
