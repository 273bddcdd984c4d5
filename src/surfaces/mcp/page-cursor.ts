import { ErrorCode } from '@modelcontextprotocol/sdk/types.js';
import { RpcError } from './rpc-error.ts';

/** Where a page of several sources ended: which source, and where in it. */
export interface Place {
  readonly at: number;
  readonly inner: string;
}

/** A place as clients pass it back, without knowing what it means. */
export function toCursor({ at, inner }: Place): string {
  return Buffer.from(`${at} ${inner}`).toString('base64url');
}

/** @throws RpcError for what is no cursor of this server */
export function readCursor(cursor: string, sources: number): Place {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const [, at = '', inner = ''] = /^(\d{1,3}) (.+)$/.exec(text) ?? [];
  if (inner === '' || Number(at) >= sources) {
    throw new RpcError(ErrorCode.InvalidParams, 'The cursor is none of this server. Begin without one.');
  }
  return { at: Number(at), inner };
}
