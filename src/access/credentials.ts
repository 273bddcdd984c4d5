import type { Principal } from './principal.ts';

/** How a caller shows who it is. */
export type Credentials =
  /** The surface vouches for the caller: the command line on the same machine, a trigger. */
  | { readonly kind: 'trusted'; readonly principal: Principal }
  /** `Authorization: Bearer …` */
  | { readonly kind: 'bearer'; readonly token: string }
  /** The session cookie. */
  | { readonly kind: 'session'; readonly session: string }
  | { readonly kind: 'none' };
