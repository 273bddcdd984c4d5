import { ALL_PERMISSIONS } from './permission.ts';
import type { Principal } from './principal.ts';

/** Id of the person the data folder belongs to. */
export const OWNER_ID = 'owner';

/** The person the data folder belongs to, who may do everything. */
export function createOwner(): Principal {
  return { id: OWNER_ID, kind: 'owner', name: 'the owner', permissions: new Set(ALL_PERMISSIONS) };
}
