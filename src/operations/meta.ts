import type { Permission } from '#access/permission.ts';
import type { Effect } from '#contract/block.ts';

/** What every operation says of itself besides its route and shapes. */
export interface OperationMeta {
  /** What the principal must be allowed; `null` for operations anybody may ask for. */
  readonly permission: Permission | null;
  /** What it does: `read` operations are GraphQL queries and read-only MCP tools, the others are mutations. */
  readonly effect: Effect;
  /** Whether each call leaves an entry in the audit log. */
  readonly audit: boolean;
  /** Largest body of its HTTP request in bytes, where the usual limit of 1 MB is not enough. */
  readonly maxBodyBytes?: number;
  /** Of a stream: what HTTP may serve it from, so that many listeners cost little. Its input is checked all the same. */
  readonly feed?: 'run-events';
}
