import type { OperationContext } from '#operations/operation.ts';
import type { Exchange } from '../http/exchange.ts';

/** Path of the REST surface. */
export const PREFIX = '/api';

/** What calls over REST carry besides the context of operations. */
export interface RestContext extends OperationContext {
  readonly exchange: Exchange;
}
