import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { type AuditRepository, createAuditRepository } from '#store/audit-repository.ts';
import type { StoreOptions } from '#store/store.ts';
import { openTemporaryStore } from '#store/testing/temporary-store.ts';
import type { AuditEntry } from '../audit-entry.ts';
import { createAuditLog } from '../audit-log.ts';
import { createTestClock } from './test-clock.ts';

/** How the audit log of a test is opened. */
export interface AuditSetup extends Partial<StoreOptions> {
  /** Puts another repository in place. */
  readonly change?: (audit: AuditRepository) => AuditRepository;
}

/** An audit log over a store of its own, and what stands behind it. */
export async function openAudit(t: TestContext, { change = (audit) => audit, ...options }: AuditSetup = {}) {
  const store = await openTemporaryStore(t, options);
  const clock = createTestClock();
  const warnings: string[] = [];
  const repository = createAuditRepository(store);
  const open = () =>
    createAuditLog({ audit: change(repository), now: clock.now, warn: (message) => void warnings.push(message) });
  const log = open();

  /** Adds entries, a second apart, and waits until they are written. */
  async function fill(count: number, entry: Partial<AuditEntry> = {}): Promise<void> {
    for (let number = 1; number <= count; number++) {
      clock.advance(1_000);
      log.append({ ...toEntry(String(number), clock.now()), ...entry });
    }
    await log.flush();
  }

  /** Changes the database behind the product's back: without the triggers, as somebody with the file in hand would. */
  async function tamper(...statements: readonly string[]): Promise<void> {
    const triggers = store.all(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('audit', 'audit_chain')",
    );
    assert.ok(triggers.length > 0);
    await store.write([
      ...triggers.map(({ name }) => ({ sql: `DROP TRIGGER ${name}` })),
      ...statements.map((sql) => ({ sql })),
      ...triggers.map(({ sql }) => ({ sql: String(sql) })),
    ]);
  }

  return { store, clock, warnings, repository, log, open, fill, tamper };
}

/** Something that was done. */
export function toEntry(target: string, at: number): AuditEntry {
  return {
    at,
    who: 'owner',
    what: 'workflow.save',
    target,
    outcome: 'succeeded',
    from: 'rest 127.0.0.1',
    requestId: 'r',
  };
}
