import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type BlockRegistry, loadBlocks } from './registry.ts';
import { listCategories, searchBlocks } from './search-blocks.ts';

describe('searchBlocks', () => {
  let registry: BlockRegistry;
  before(async () => {
    registry = await loadBlocks({ builtIn: import.meta.dirname, directories: [] });
  });
  const find = (text: string): readonly string[] => searchBlocks(registry, text).map(({ id }) => id);

  it('puts the block with that name first', () => {
    assert.equal(find('if')[0], 'control.if');
    assert.equal(find('While')[0], 'control.while');
    assert.equal(find('control.wait')[0], 'control.wait');
    assert.equal(find('for ea')[0], 'control.for_each');
  });

  it('finds blocks by keyword and description', () => {
    assert.ok(find('sleep').includes('control.wait'));
    assert.ok(find('human').includes('control.approval'));
    assert.ok(find('survives restarts').includes('control.approval'));
  });

  it('needs every word to occur', () => {
    assert.deepEqual(find('while zebra'), []);
    assert.deepEqual(find('.*'), []);
  });

  it('answers all blocks for no text', () => {
    assert.equal(find('  ').length, registry.list().length);
  });

  it('counts the blocks of each category', () => {
    const categories = listCategories(registry);
    assert.equal(categories.find(({ id }) => id === 'control')?.count, 11);
    assert.equal(
      categories.reduce((sum, { count }) => sum + count, 0),
      registry.list().length,
    );
  });
});
