import { ALL_PERMISSIONS, type Permission } from '#access/permission.ts';
import type { Principal } from '#access/principal.ts';
import type { Caller } from '../caller.ts';

/** A principal that may do what is named; everything by default. */
export function createPrincipal(permissions: readonly Permission[] = ALL_PERMISSIONS): Principal {
  return { id: 'owner', kind: 'owner', name: 'Owner', permissions: new Set(permissions) };
}

/** A caller that shows nothing. */
export function unknownCaller(): Caller {
  return { credentials: { kind: 'none' }, surface: 'test', address: '203.0.113.9', requestId: 'request-1' };
}
