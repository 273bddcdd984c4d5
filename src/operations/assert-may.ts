import type { Permission } from '#access/permission.ts';
import type { Principal } from '#access/principal.ts';
import { AppError } from '#contract/app-error.ts';

/**
 * For inputs that need a permission besides that of their operation.
 * @throws AppError forbidden
 */
export function assertMay(principal: Principal, permission: Permission, what: string): void {
  if (principal.permissions.has(permission)) return;
  throw new AppError(
    'forbidden',
    `"${what}" needs the permission "${permission}", which ${principal.name} does not have. Use a token that has it.`,
    { data: { permission } },
  );
}
