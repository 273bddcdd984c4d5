import { join } from 'node:path';

/** Folder of the built-in blocks. */
export const BUILT_IN_BLOCKS = join(import.meta.dirname, '..', 'blocks');
