import { type AuditLog, createAuditLog } from '#access/audit-log.ts';
import { type Authenticator, createAuthenticator } from '#access/authenticator.ts';
import { createGuessLimiter } from '#access/guess-limiter.ts';
import { openOwnerToken } from '#access/owner-token.ts';
import { createRateLimiter, type RateLimiter, type RateLimits } from '#access/rate-limiter.ts';
import { createSessions, type Sessions } from '#access/sessions.ts';
import { createTokenService, type TokenService } from '#access/token-service.ts';
import { createAuditRepository } from '#store/audit-repository.ts';
import { createSessionRepository } from '#store/session-repository.ts';
import type { Store } from '#store/store.ts';
import { createTokenRepository } from '#store/token-repository.ts';

/** Who may do what with a data folder, and what was done. */
export interface Access {
  readonly tokens: TokenService;
  readonly sessions: Sessions;
  readonly audit: AuditLog;
  readonly authenticator: Authenticator;
  readonly rateLimiter: RateLimiter;
  /** Whether the owner token is older than this start, so that its owner has had it. */
  readonly hasKnownToken: boolean;
}

/** @throws AppError config-invalid when the owner token cannot be used */
export function openAccess(store: Store, warn: (message: string) => void, limits?: RateLimits): Access {
  const now = Date.now;
  const guesses = createGuessLimiter();
  const tokens = createTokenService({ tokens: createTokenRepository(store), now, warn });
  const sessions = createSessions({ sessions: createSessionRepository(store), guesses, now, warn });
  const owner = openOwnerToken(store.dataDir);
  return {
    tokens,
    sessions,
    audit: createAuditLog({ audit: createAuditRepository(store), now, warn }),
    authenticator: createAuthenticator({ ownerToken: owner.token, tokens, sessions, guesses }),
    rateLimiter: createRateLimiter(limits === undefined ? {} : { limits }),
    hasKnownToken: !owner.isNew || tokens.list().length > 0,
  };
}
