import type { AuthInfo } from '@modelcontextprotocol/sdk/server/auth/types.js';
import { AppError } from '#contract/app-error.ts';
import type { Caller } from '#operations/caller.ts';

const known = Symbol('caller');

/** Who asks, in the form the SDK hands on to the handlers of a request. */
export function toAuth(caller: Caller): AuthInfo {
  return { token: '', clientId: '', scopes: [], extra: { [known]: caller } };
}

/** @throws AppError when nobody was handed on, which is a defect */
export function readAuth(auth: AuthInfo | undefined): Caller {
  const extra: Readonly<Record<symbol, unknown>> | undefined = auth?.extra;
  const caller = extra?.[known];
  if (caller === undefined) throw new AppError('unauthenticated', 'It is not known who asks.');
  // Only `toAuth` writes there.
  return caller as Caller;
}
