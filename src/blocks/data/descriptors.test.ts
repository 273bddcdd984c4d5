import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { BlockDescriptor } from '#contract/block.ts';
import { compileSchema } from './json-schema.ts';

const folder = new URL('./', import.meta.url);
const names = readdirSync(folder).filter((name) => existsSync(new URL(`${name}/block.json`, folder)));
const read = (name: string) =>
  BlockDescriptor.parse(JSON.parse(readFileSync(new URL(`${name}/block.json`, folder), 'utf8')));

test('the data blocks do nothing to the world', () => {
  assert.equal(names.length, 12);
  for (const name of names) assert.equal(read(name).effect, 'pure', name);
});

test('defaults satisfy the schemas of their fields', async () => {
  for (const name of names) {
    for (const field of read(name).inputs) {
      if (field.schema === undefined) continue;
      const check = await compileSchema(field.schema);
      if (field.default !== undefined) assert.deepEqual(check(field.default).faults, [], `${name}.${field.id}`);
    }
  }
});
