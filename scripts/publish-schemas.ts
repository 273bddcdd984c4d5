// Writes docs/schemas from the contracts: `node scripts/node24.js scripts/publish-schemas.ts`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { publishedSchemas } from '../src/contract/json-schemas.ts';

const folder = new URL('../docs/schemas/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, schema] of publishedSchemas()) {
  writeFileSync(new URL(name, folder), `${JSON.stringify(schema, undefined, 2)}\n`);
  console.log(`docs/schemas/${name}`);
}
