import { foundation } from './0001-foundation.ts';
import { access } from './0002-access.ts';
import { triggers } from './0003-triggers.ts';
import { runLists } from './0004-run-lists.ts';
import { workspace } from './0005-workspace.ts';
import { questions } from './0006-questions.ts';
import type { Migration } from './migration.ts';

/** All migrations, in order. */
export const MIGRATIONS: readonly Migration[] = [foundation, access, triggers, runLists, workspace, questions];
