/** How the application is opened. */
export interface AppOptions {
  /** Folder of the database and files. */
  readonly dataDir: string;
  /** Directories of the user's own blocks, besides `<data>/blocks`. */
  readonly blocksDirs?: readonly string[];
  /** Folders the file blocks may touch; the current folder by default. */
  readonly roots?: readonly string[];
  /** Private hosts the network blocks may reach: names, addresses, CIDR ranges, or `*`. None by default. */
  readonly allowPrivate?: readonly string[];
  /** `FULL` (default) survives a power cut; `NORMAL` survives a crash of the process and is faster on slow disks. */
  readonly synchronous?: 'FULL' | 'NORMAL';
  /** Opens for reading only: no host. */
  readonly readonly?: boolean;
  readonly maxConcurrentRuns?: number;
  readonly maxQueuedRuns?: number;
  /** For tests and measurements: acts like a slow disk. */
  readonly syncDelayMs?: number;
  /** How long a write waits while another program holds the database, in milliseconds; 10 seconds by default. */
  readonly busyTimeoutMs?: number;
  /** For tests: largest size of the database. */
  readonly maxDatabaseBytes?: number;
  readonly log?: (level: 'info' | 'warn' | 'error', message: string, data?: Readonly<Record<string, unknown>>) => void;
}
