import type { Migration } from './migration.ts';

/**
 * API tokens, sessions and the audit log. Of tokens and sessions only SHA-256 hashes are kept.
 *
 * The audit log is a hash chain that the database itself keeps append-only and in one piece: an entry has to follow the head, whichever
 * process writes it, and only entries up to the anchor may go. `audit_chain` remembers both ends: the anchor is the last entry that was
 * pruned, and the head shows when entries at the end are missing.
 */
export const access: Migration = {
  id: 2,
  name: 'access',
  sql: `
    CREATE TABLE api_tokens (
      id TEXT NOT NULL PRIMARY KEY,
      hash TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      permissions TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      created_by TEXT NOT NULL,
      expires_at INTEGER,
      last_used_at INTEGER,
      revoked_at INTEGER
    ) WITHOUT ROWID;

    CREATE TABLE sessions (
      id TEXT NOT NULL PRIMARY KEY,
      hash TEXT NOT NULL UNIQUE,
      principal_id TEXT NOT NULL,
      address TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      last_used_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE audit (
      seq INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      who TEXT NOT NULL,
      what TEXT NOT NULL,
      target TEXT,
      outcome TEXT NOT NULL,
      source TEXT NOT NULL,
      request_id TEXT NOT NULL,
      hash TEXT NOT NULL
    );
    CREATE INDEX audit_by_at ON audit (at);
    CREATE INDEX audit_by_who ON audit (who, at);
    CREATE INDEX audit_by_what ON audit (what, at);
    CREATE INDEX audit_by_target ON audit (target, at) WHERE target IS NOT NULL;
    CREATE INDEX audit_by_failure ON audit (outcome, at) WHERE outcome <> 'succeeded';

    CREATE TABLE audit_chain (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      anchor_seq INTEGER NOT NULL,
      anchor_hash TEXT NOT NULL,
      head_seq INTEGER NOT NULL,
      head_hash TEXT NOT NULL
    );
    INSERT INTO audit_chain
      SELECT 1, 0, genesis, 0, genesis FROM (SELECT lower(hex(randomblob(32))) AS genesis);

    CREATE TRIGGER audit_follows_head BEFORE INSERT ON audit
    WHEN NEW.seq IS NOT (SELECT head_seq + 1 FROM audit_chain)
    BEGIN
      SELECT RAISE(ABORT, 'another audit entry came first');
    END;
    CREATE TRIGGER audit_moves_head AFTER INSERT ON audit
    BEGIN
      UPDATE audit_chain SET head_seq = NEW.seq, head_hash = NEW.hash;
    END;
    CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
    BEGIN
      SELECT RAISE(ABORT, 'the audit log is append-only');
    END;
    CREATE TRIGGER audit_keeps_entries BEFORE DELETE ON audit
    WHEN OLD.seq > coalesce((SELECT anchor_seq FROM audit_chain), 0)
    BEGIN
      SELECT RAISE(ABORT, 'the audit log is append-only');
    END;

    CREATE TRIGGER audit_chain_moves_forward BEFORE UPDATE ON audit_chain
    WHEN NOT (
      (NEW.anchor_seq IS OLD.anchor_seq AND NEW.anchor_hash IS OLD.anchor_hash
        AND NEW.head_seq IS OLD.head_seq + 1 AND NEW.head_hash IS (SELECT hash FROM audit WHERE seq = NEW.head_seq))
      OR (NEW.head_seq IS OLD.head_seq AND NEW.head_hash IS OLD.head_hash
        AND NEW.anchor_seq > OLD.anchor_seq AND NEW.anchor_hash IS (SELECT hash FROM audit WHERE seq = NEW.anchor_seq))
    )
    BEGIN
      SELECT RAISE(ABORT, 'the audit log is append-only');
    END;
    CREATE TRIGGER audit_chain_stays BEFORE DELETE ON audit_chain
    BEGIN
      SELECT RAISE(ABORT, 'the audit log is append-only');
    END;
    CREATE TRIGGER audit_chain_is_one BEFORE INSERT ON audit_chain
    BEGIN
      SELECT RAISE(ABORT, 'the audit log is append-only');
    END;
  `,
};
