import type { Permission } from './permission.ts';

/** Who asks for something. */
export interface Principal {
  /** Stable id for audit and rate limits, e.g. `owner`, `token:4f1c`. */
  readonly id: string;
  readonly kind: 'owner' | 'token' | 'system';
  /** Name a person recognises. */
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
}
