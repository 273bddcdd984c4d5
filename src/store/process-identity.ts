import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** What tells a process from any other, even when its number is used again. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in clock ticks since the machine did; undefined where the system does not say. */
  readonly pidStart: string | undefined;
  /** The space its number is unique in: boot and process namespace on Linux, the machine's name elsewhere. */
  readonly machine: string;
}

function readText(read: () => string): string | undefined {
  try {
    return read().trim();
  } catch {
    // Not Linux, or no such process: the caller has an answer for both.
    return undefined;
  }
}

/** Field 22 of /proc/<pid>/stat. The name in field 2 may hold spaces and brackets, so fields are counted from its end. */
function readPidStart(pid: number): string | undefined {
  const stat = readText(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

function readMachine(): string {
  const boot = readText(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const namespace = readText(() => readlinkSync('/proc/self/ns/pid'));
  return boot === undefined ? hostname() : `${boot} ${namespace ?? hostname()}`;
}

/** Identity of this process. */
export function identifyProcess(): ProcessIdentity {
  return { pid: process.pid, pidStart: readPidStart(process.pid), machine: readMachine() };
}

function isPidUsed(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is one, of another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether the process lives; undefined when it runs where this one cannot see it. */
export function isProcessAlive(identity: ProcessIdentity): boolean | undefined {
  if (identity.machine !== readMachine()) return undefined;
  if (!isPidUsed(identity.pid)) return false;
  const start = readPidStart(identity.pid);
  return start === undefined || identity.pidStart === undefined || start === identity.pidStart;
}
