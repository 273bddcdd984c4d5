import { createSecret, isSecret, toSecretHash } from './secret-text.ts';

/** How long a login link holds. */
const CODE_MS = 10 * 60_000;
/** Links open at a time; making one more ends the oldest. */
const MAX_CODES = 20;

/** A one-time login link: the surface puts the code into an address. */
export interface LoginLink {
  readonly code: string;
  /** Milliseconds since 1970 (UTC). */
  readonly expiresAt: number;
}

/** One-time codes, in memory: they end with the process. */
export interface LoginCodes {
  create(): LoginLink;
  /** Uses up a code. False when it is unknown, used or too old. */
  use(code: string): boolean;
}

/** Codes that hold ten minutes and once. */
export function createLoginCodes(now: () => number): LoginCodes {
  const open = new Map<string, number>();
  return {
    create() {
      const code = createSecret('flwc_');
      const expiresAt = now() + CODE_MS;
      if (open.size >= MAX_CODES) {
        const [oldest] = open.keys();
        if (oldest !== undefined) open.delete(oldest);
      }
      open.set(toSecretHash(code), expiresAt);
      return { code, expiresAt };
    },
    use(code) {
      if (!isSecret(code, 'flwc_')) return false;
      const hash = toSecretHash(code);
      const expiresAt = open.get(hash);
      open.delete(hash);
      return expiresAt !== undefined && now() < expiresAt;
    },
  };
}
