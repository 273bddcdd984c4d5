import { join } from 'node:path';

/** Folder of the built-in blocks. */
export const BUILT_IN_BLOCKS = join(import.meta.dirname, '..', 'blocks');

/** Folder of the built page of the workspace (`npm run build`). */
export const WEB_BUILD = join(import.meta.dirname, '..', '..', 'web', 'dist');

/** Folder of the example workflows. */
export const EXAMPLES = join(import.meta.dirname, '..', '..', 'examples');
