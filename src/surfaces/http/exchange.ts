import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '#operations/caller.ts';

/** One request and its answer, as every part of the HTTP server sees it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Path as sent, still percent-encoded, without the query; never empty. */
  readonly path: string;
  /** What follows the `?`, without it; empty without a query. */
  readonly query: string;
  readonly requestId: string;
  /** Address of the client. */
  readonly address: string;
}

/** Answers an exchange; `false` when there is nothing at its path. May throw: the caller answers with the error. */
export type Handle = (exchange: Exchange) => Promise<boolean>;

/** Answers a request of the Fetch API. `caller` is who asked, as far as the connection and its headers tell. */
export type Fetch = (request: Request, caller: Caller) => Response | Promise<Response>;
