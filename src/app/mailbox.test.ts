import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EmbeddedHost } from '#hosts/embedded/embedded-host.ts';
import { createLab } from '#hosts/suite/lab.ts';
import { chain, step } from '#hosts/suite/sample-flow.ts';
import { createSqliteJournal } from '#journal/sqlite-journal.ts';
import { createRequestRepository } from '#store/request-repository.ts';
import { openTemporaryStore } from '#store/testing/temporary-store.ts';
import { createMailbox } from './mailbox.ts';
