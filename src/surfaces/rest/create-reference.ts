import { join } from 'node:path';
import type { Handle } from '../http/exchange.ts';
import { createStatic, type StaticText, toStaticFile } from './static-files.ts';

const PAGE = join(import.meta.dirname, 'reference');
const SCHEMAS = join(import.meta.dirname, '..', '..', '..', 'docs', 'schemas');
const SCHEMA_NAMES = ['workflow.json', 'block.json', 'run-event.json'];

/** The reference page, and the published schemas. Loads nothing. */
export function createReference(): Handle {
  const texts = new Map<string, StaticText>([
    ['/api/docs', toStaticFile(PAGE, 'index.html')],
    ['/api/docs/', toStaticFile(PAGE, 'index.html')],
    ['/api/docs/app.js', toStaticFile(PAGE, 'app.js')],
    ['/api/docs/style.css', toStaticFile(PAGE, 'style.css')],
    ...SCHEMA_NAMES.map((name) => [`/schemas/${name}`, toStaticFile(SCHEMAS, name)] as const),
  ]);
  return createStatic(texts);
}
