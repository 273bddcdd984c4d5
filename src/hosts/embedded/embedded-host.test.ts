import { after, before } from 'node:test';
import type { Journal } from '#journal/journal.ts';
import { createMemoryJournal } from '#journal/memory-journal.ts';
import { createSqliteJournal } from '#journal/sqlite-journal.ts';
import { openStore, type Store } from '#store/store.ts';
import { createTemporaryFolder } from '#store/testing/temporary-store.ts';
import { describeHost } from '../suite/host-suite.ts';
import { createEmbeddedUnderTest } from './testing/embedded-under-test.ts';

describeHost(
  'the embedded host over a journal in memory',
  createEmbeddedUnderTest(() => createMemoryJournal()),
);

// One database for all tests: opening one takes longer than most of them, and hosts must not mind strangers' runs.
let store: Store | undefined;
let journal: Journal | undefined;

before(async () => {
  store = await openStore({ dataDir: createTemporaryFolder() });
  journal = createSqliteJournal(store);
});

after(() => store?.close());

describeHost(
  'the embedded host over SQLite',
  createEmbeddedUnderTest(() => {
    if (journal === undefined) throw new Error('The database is not open.');
    return journal;
  }),
);
