// Run as a process of its own: appends entries to the audit log of a data folder while others do the same.
import { createAuditRepository } from '#store/audit-repository.ts';
import { openStore } from '#store/store.ts';
import { createAuditLog } from '../audit-log.ts';

const [dataDir = '', who = '', count = '0'] = process.argv.slice(2);
const store = await openStore({ dataDir });
const log = createAuditLog({
  audit: createAuditRepository(store),
  now: Date.now,
  warn: (message) => void process.stderr.write(`${message}\n`),
});
for (let number = 1; number <= Number(count); number++) {
  log.append({
    at: Date.now(),
    who,
    what: 'test.append',
    target: String(number),
    outcome: 'succeeded',
    from: 'test',
    requestId: 'r',
  });
  // Many small transactions, so that the processes get in each other's way.
  if (number % 5 === 0) await log.flush();
}
await log.flush();
await store.close();
