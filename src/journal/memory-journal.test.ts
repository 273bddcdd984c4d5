import { createMemoryJournal } from './memory-journal.ts';
import { testJournal } from './testing/journal-suite.ts';

testJournal('memory journal', async () => createMemoryJournal());
