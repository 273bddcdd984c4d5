import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Diagnosis } from '#surfaces/cli/app-port.ts';

const MB = 1_000_000;
const LEAST_BYTES = 100 * MB;
const LOW_BYTES = 1_000 * MB;
/** Files only their owner may read, in the data folder. */
const PRIVATE_FILES = ['flowright.db', 'flowright.db-wal', 'owner-token'];

/** Whether the data folder can be used, and by nobody else. */
export function checkFolder(dataDir: string): readonly Diagnosis[] {
  const subject = 'Data folder';
  const anchor = findExisting(dataDir);
  try {
    accessSync(anchor, constants.R_OK | constants.W_OK | constants.X_OK);
    if (!statSync(anchor).isDirectory()) throw new Error(`${anchor} is no folder`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const advice = 'Correct its permissions, or choose another one with --data DIR.';
    return [{ severity: 'error', subject, message: `${dataDir} cannot be used: ${reason}`, advice }];
  }
  if (anchor !== dataDir) {
    return [
      { severity: 'info', subject, message: `${dataDir} is not there yet; the first start makes it.` },
      checkSpace(anchor),
    ];
  }
  const exposed = [dataDir, ...PRIVATE_FILES.map((name) => join(dataDir, name))].filter(isOpenToOthers);
  return [
    { severity: 'ok', subject, message: dataDir },
    ...exposed.map((path) => toExposed(path, path === dataDir)),
    checkSpace(dataDir),
  ];
}

function toExposed(path: string, isFolder: boolean): Diagnosis {
  // The server refuses to start with such a token; the rest may be what a group was given on purpose.
  const isToken = path.endsWith('owner-token');
  return {
    severity: isToken ? 'error' : 'warning',
    subject: 'Permissions',
    message: `Others on this machine can read or change ${path}.`,
    advice: `Run: chmod ${isFolder ? '700' : '600'} "${path}"${isToken ? '; if somebody may have read it, delete it instead' : ''}`,
  };
}

function checkSpace(folder: string): Diagnosis {
  const subject = 'Disk';
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const message = `${Math.floor(free / MB)} MB are free.`;
  if (free >= LOW_BYTES) return { severity: 'ok', subject, message };
  const advice = 'Free some, or delete old runs with "flowright data prune --older-than 30d".';
  return { severity: free < LEAST_BYTES ? 'error' : 'warning', subject, message, advice };
}

/** Windows has no such modes. */
function isOpenToOthers(path: string): boolean {
  const stat = process.getuid === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && (stat.mode & 0o077) !== 0;
}

function findExisting(path: string): string {
  const parent = dirname(path);
  return existsSync(path) || parent === path ? path : findExisting(parent);
}
