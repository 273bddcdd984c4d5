import type { Credentials } from '#access/credentials.ts';

export type { Credentials };

/** What a surface knows about a call. */
export interface Caller {
  readonly credentials: Credentials;
  /** `rest`, `rpc`, `graphql`, `mcp`, `cli`… */
  readonly surface: string;
  /** Address of the peer; `local` without a network. */
  readonly address: string;
  readonly requestId: string;
}
