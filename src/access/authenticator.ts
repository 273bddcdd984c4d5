import { hash, timingSafeEqual } from 'node:crypto';
import { AppError } from '#contract/app-error.ts';
import type { Credentials } from './credentials.ts';
import type { GuessLimiter } from './guess-limiter.ts';
import { createOwner } from './owner.ts';
import type { Principal } from './principal.ts';
import { isSecret, toSecretHash } from './secret-text.ts';
import type { Sessions } from './sessions.ts';
import type { TokenService } from './token-service.ts';

/** Tells who asks. */
export interface Authenticator {
  /**
   * Who shows these credentials; undefined for who shows none.
   * @param address where they come from, which may not try too many.
   * @throws AppError unauthenticated for credentials that do not hold, rate-limited after too many of them
   */
  authenticate(credentials: Credentials, address: string): Principal | undefined | Promise<Principal | undefined>;
}

/**
 * Recognises the owner token, API tokens and sessions. Secrets are compared by their SHA-256 only, so that the time it takes tells nothing
 * about a secret. An ended token or session is no guess: who shows it had it once.
 */
export function createAuthenticator(options: {
  readonly ownerToken: string;
  readonly tokens: Pick<TokenService, 'recognise'>;
  readonly sessions: Pick<Sessions, 'recognise'>;
  readonly guesses: GuessLimiter;
}): Authenticator {
  const { tokens, sessions, guesses } = options;
  const owner = createOwner();
  const ownerDigest = hash('sha256', options.ownerToken, 'buffer');

  function findByToken(token: string): Principal | undefined {
    const digest = hash('sha256', token, 'buffer');
    return timingSafeEqual(digest, ownerDigest) ? owner : tokens.recognise(digest.toString('hex'));
  }

  function refuse(message: string, reason: string, address: string): AppError {
    guesses.count(address);
    return new AppError('unauthenticated', message, { data: { reason } });
  }

  return {
    authenticate(credentials, address) {
      switch (credentials.kind) {
        case 'none':
          return undefined;
        case 'trusted':
          return credentials.principal;
        case 'bearer': {
          if (!isSecret(credentials.token, 'flw_'))
            throw refuse(
              'The token is mistyped or cut off. Copy it again, from "flw_" to its end.',
              'malformed',
              address,
            );
          const principal = findByToken(credentials.token);
          if (principal !== undefined) return principal;
          throw refuse(
            'The token is unknown here. Check that it belongs to this server, or make a new one.',
            'unknown',
            address,
          );
        }
        case 'session': {
          const { session } = credentials;
          const principal = isSecret(session, 'flws_') ? sessions.recognise(toSecretHash(session)) : undefined;
          if (principal !== undefined) return principal;
          throw refuse(
            'The session has ended. Get a new link with "flowright login", or start the server again, and open it.',
            'unknown',
            address,
          );
        }
      }
    },
  };
}
