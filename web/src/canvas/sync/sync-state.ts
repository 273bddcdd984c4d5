import type { Failure } from '#web/api/failure.ts';
import type { MergeConflict } from '../model/merge.ts';

/** How the document stands towards the server. */
export type SyncPhase =
  /** As the newest version. */
  | 'saved'
  /** Kept on the server as a draft on top of the version. */
  | 'draft'
  /** Changed; will be sent within a second. */
  | 'unsaved'
  /** On its way. */
  | 'saving'
  /** The server is not reached; kept on this machine and tried again. */
  | 'offline'
  /** The server refused; see `failure`. */
  | 'failed';

/** What the page shows of it. */
export interface SyncState {
  readonly phase: SyncPhase;
  /** Version the document is based on; 0 while it was never saved. */
  readonly version: number;
  /** When the server took it last, in milliseconds since 1970. */
  readonly savedAt: number | undefined;
  /** What two windows changed differently; this window's side stands until a person decides. */
  readonly conflicts: readonly MergeConflict[];
  readonly failure: Failure | undefined;
  /** How often changes of others were taken over, so that the page can say so. */
  readonly mergedChanges: number;
}
