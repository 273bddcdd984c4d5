import { os } from '@orpc/server';
import type { Principal } from '#access/principal.ts';
import { AppError } from '#contract/app-error.ts';
import { assertShallow } from './assert-shallow.ts';
import { toAuditTarget } from './audit-target.ts';
import type { Caller } from './caller.ts';
import { toErrors } from './errors.ts';
import type { OperationMeta } from './meta.ts';
import type { Services } from './services.ts';
import { toAppError, toOrpcError } from './to-app-error.ts';

/** What an operation is called with. */
export interface OperationContext {
  readonly services: Services;
  readonly caller: Caller;
}

const NOBODY: Principal = { id: 'nobody', kind: 'system', name: 'Nobody', permissions: new Set() };

/** Whether a caller showed nothing that tells who it is. */
export function isNobody(principal: Principal): boolean {
  return principal === NOBODY;
}

/** Errors any operation may answer with. */
const COMMON_ERRORS = toErrors(
  'input-invalid',
  'limit-exceeded',
  'unauthenticated',
  'forbidden',
  'rate-limited',
  'internal',
);

const base = os
  .$context<OperationContext>()
  .$meta<OperationMeta>({ permission: null, effect: 'effect', audit: true })
  .$route({ inputStructure: 'compact' });

/**
 * The chain every operation passes, whatever surface it is called from: authenticate → authorise → rate-limit → act → audit.
 * Input and output are parsed by the procedure itself. Whatever is thrown leaves as an oRPC error whose `cause` is the
 * `AppError`: see `toAppError`.
 */
const chain = base.middleware(async ({ context, procedure, path, next }, input) => {
  const { services, caller } = context;
  const { permission, audit } = procedure['~orpc'].meta;
  const operation = path.join('.');
  let principal = NOBODY;
  const record = (outcome: string) => {
    if (!audit) return;
    services.audit.append({
      at: services.now(),
      who: principal.id,
      what: operation,
      target: toAuditTarget(input),
      outcome,
      from: `${caller.surface} ${caller.address}`,
      requestId: caller.requestId,
    });
  };
  try {
    principal = (await services.authenticator.authenticate(caller.credentials, caller.address)) ?? NOBODY;
    const refusal = findRefusal(principal, permission, operation);
    // A refused call counts too, or guessing would be free.
    services.rateLimiter.take(principal.id, caller.address);
    if (refusal !== undefined) throw refusal;
    assertShallow(input);
    const result = await next({ context: { principal } });
    record('succeeded');
    return result;
  } catch (error) {
    const failure = toAppError(error);
    // What is beyond the limit leaves no entries, or it could fill the disk.
    if (failure.code !== 'rate-limited') record(failure.code);
    if (failure.code === 'internal') {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      services.log('error', `"${operation}" failed.`, { operation, requestId: caller.requestId, reason });
    }
    throw toOrpcError(failure);
  }
});

function findRefusal(
  principal: Principal,
  permission: OperationMeta['permission'],
  operation: string,
): AppError | undefined {
  if (permission === null || principal.permissions.has(permission)) return undefined;
  return principal === NOBODY
    ? new AppError(
        'unauthenticated',
        `"${operation}" needs an API token or a session. Send "Authorization: Bearer TOKEN", or open the link printed at start.`,
      )
    : new AppError(
        'forbidden',
        `"${operation}" needs the permission "${permission}", which ${principal.name} does not have. Use a token that has it.`,
        { data: { permission } },
      );
}

/** What every operation is built from: `operation.meta({…}).route({…}).input(…).output(…).handler(…)`. */
export const operation = base.errors(COMMON_ERRORS).use(chain);
