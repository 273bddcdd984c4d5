import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadBlocks } from '#blocks/registry.ts';
import { createTemporaryFolder } from '#store/testing/temporary-store.ts';
import { openTestClient } from '../testing/test-client.ts';
import { createBlockCatalogue } from './block-catalogue.ts';

test('the catalogue holds every block as it is alone, with its icon, and triggers with a sample', async (t) => {
  const { client } = await openTestClient(t);
  const { items, etag } = await client.block.catalogue({});
  const listed = (await client.block.list({})).items.map(({ id }) => id);
  assert.deepEqual(
    items.map(({ id }) => id),
    listed,
  );
  for (const { icon, sample, ...detail } of items) {
    assert.match(icon ?? '', /<svg/, detail.id);
    assert.equal(sample !== undefined, detail.trigger, detail.id);
    assert.deepEqual(detail, await client.block.get({ blockId: detail.id }));
  }
  assert.equal((await client.block.catalogue({})).etag, etag);
});

test('the catalogue is built anew when the registry has changed, and only then', async () => {
  const folder = createTemporaryFolder();
  const add = (name: string, icon?: string) => {
    mkdirSync(join(folder, 'own', name), { recursive: true });
    const descriptor = { label: name, category: 'own', description: 'Does it', version: 1, inputs: [], outputs: [] };
    const execution = { handler: `own::${name}` };
    writeFileSync(
      join(folder, 'own', name, 'block.json'),
      JSON.stringify({ id: `own.${name}`, ...descriptor, effect: 'pure', execution }),
    );
    writeFileSync(join(folder, 'own', name, 'run.ts'), 'export const run = () => ({});');
    if (icon !== undefined) writeFileSync(join(folder, 'own', name, 'icon.svg'), icon);
  };
  add('one', 'no picture');
  add('two', `<svg>${'x'.repeat(40_000)}</svg>`);
  const blocks = await loadBlocks({ builtIn: folder, directories: [] });
  assert.deepEqual(blocks.problems, []);
  const read = createBlockCatalogue(blocks, () => {
    throw new Error('no sample');
  });
  const first = await read();
  assert.deepEqual(
    first.items.map(({ id, icon }) => [id, icon]),
    [
      ['own.one', undefined],
      ['own.two', undefined],
    ],
  );
  blocks.reload();
  assert.equal(await read(), first);
  add('three');
  blocks.reload();
  const second = await read();
  assert.equal(second.items.length, 3);
  assert.notEqual(second.etag, first.etag);
});
