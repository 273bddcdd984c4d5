import { randomBytes } from 'node:crypto';
import { AppError } from '#contract/app-error.ts';
import type { SessionRepository, StoredSession } from '#store/session-repository.ts';
import type { GuessLimiter } from './guess-limiter.ts';
import { createLoginCodes, type LoginLink } from './login-codes.ts';
import { createOwner, OWNER_ID } from './owner.ts';
import type { Principal } from './principal.ts';
import { createSecret, isSecret, toSecretHash } from './secret-text.ts';
import { createVerifiedCache } from './verified-cache.ts';

/** A session that was opened just now. */
export interface OpenedSession {
  /** What the browser shows from now on. It is told here and never again. */
  readonly session: string;
  /** How long the browser should keep it: longer than it holds unused, for each use makes it hold longer. */
  readonly maxAgeMs: number;
}

/** Sessions of browsers: opened by one-time links, kept while they are used. */
export interface Sessions {
  /** A link that opens one session within ten minutes. */
  createLoginLink(): LoginLink;
  /** Uses up a code; undefined when it is unknown, used or too old. @throws AppError rate-limited after too many wrong ones */
  exchange(code: string, address: string): Promise<OpenedSession | undefined>;
  /** Who asks with the session of that hash; undefined when there is none. @throws AppError unauthenticated once it has expired */
  recognise(hash: string): Principal | undefined;
  isOpen(session: string): Promise<boolean>;
  /** Ends the session; one that is not open is left alone. */
  end(session: string): Promise<void>;
  /** All sessions, the last used first. */
  list(): readonly StoredSession[];
  /** Ends every session. */
  endAll(): Promise<void>;
}

/** A session that is not used for so long ends. */
const IDLE_MS = 30 * 86_400_000;
/** Its end moves at most once in so long. */
const EXTEND_EVERY_MS = 3_600_000;
/** Expired sessions are told from unknown ones for so long. */
const REMEMBER_ENDED_MS = 30 * 86_400_000;
const MAX_SESSIONS = 1_000;
/** How long the end of a session in another process may go unnoticed. */
const CACHE_MS = 5_000;
/** Browsers keep cookies no longer (RFC 6265bis, 5.5). */
const COOKIE_MS = 400 * 86_400_000;

interface Recognised {
  readonly id: string;
  usedAt: number;
}

/** Sessions of a repository. `warn` is told what failed behind a caller's back. */
export function createSessions(options: {
  readonly sessions: SessionRepository;
  readonly guesses: GuessLimiter;
  readonly now: () => number;
  readonly warn: (message: string) => void;
}): Sessions {
  const { sessions, guesses, now, warn } = options;
  const owner = createOwner();
  const codes = createLoginCodes(now);
  const cache = createVerifiedCache<Recognised>({ now, ttlMs: CACHE_MS });

  function extend(found: Recognised): void {
    const at = now();
    if (at - found.usedAt < EXTEND_EVERY_MS) return;
    found.usedAt = at;
    sessions
      .extend(found.id, at, at + IDLE_MS)
      .catch((error: unknown) => warn(`A session was not made to hold longer: ${String(error)}`));
  }

  async function remove(id: string): Promise<void> {
    const hash = await sessions.remove(id);
    if (hash !== undefined) cache.delete(hash);
  }

  function find(hash: string): StoredSession | undefined {
    const stored = sessions.findByHash(hash);
    return stored?.principalId === OWNER_ID ? stored : undefined;
  }

  return {
    createLoginLink: () => codes.create(),
    async exchange(code, address) {
      if (!codes.use(code)) {
        guesses.count(address);
        return undefined;
      }
      const at = now();
      const session = createSecret('flws_');
      await sessions.add(
        {
          id: randomBytes(6).toString('hex'),
          hash: toSecretHash(session),
          principalId: OWNER_ID,
          address,
          createdAt: at,
          lastUsedAt: at,
          expiresAt: at + IDLE_MS,
        },
        { limit: MAX_SESSIONS, forgetBefore: at - REMEMBER_ENDED_MS },
      );
      return { session, maxAgeMs: COOKIE_MS };
    },
    recognise(hash) {
      let found = cache.get(hash);
      if (found === undefined) {
        const stored = find(hash);
        if (stored === undefined) return undefined;
        assertNotExpired(stored, now());
        found = { id: stored.id, usedAt: stored.lastUsedAt };
        cache.set(hash, found, stored.expiresAt);
      }
      extend(found);
      return owner;
    },
    async isOpen(session) {
      const stored = isSecret(session, 'flws_') ? find(toSecretHash(session)) : undefined;
      return stored !== undefined && now() < stored.expiresAt;
    },
    async end(session) {
      const stored = isSecret(session, 'flws_') ? find(toSecretHash(session)) : undefined;
      if (stored !== undefined) await remove(stored.id);
    },
    list: () => sessions.list(),
    async endAll() {
      await Promise.all(sessions.list().map(({ id }) => remove(id)));
    },
  };
}

function assertNotExpired({ expiresAt }: StoredSession, at: number): void {
  if (at < expiresAt) return;
  throw new AppError(
    'unauthenticated',
    'The session has expired. Get a new link with "flowright login", or start the server again, and open it.',
    { data: { reason: 'expired' } },
  );
}
