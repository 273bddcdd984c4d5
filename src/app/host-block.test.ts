import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type BlockRegistry, loadBlocks } from '#blocks/registry.ts';
import { createHostBlocks } from './host-block.ts';
import { BUILT_IN_BLOCKS } from './paths.ts';

describe('blocks as hosts see them', () => {
  let registry: BlockRegistry;
  before(async () => {
    registry = await loadBlocks({ builtIn: BUILT_IN_BLOCKS, directories: [] });
  });

  it('are what the registry says of them', async () => {
    const find = createHostBlocks((id) => registry.get(id));
    const block = find('control.if');
    assert.ok(block);
    assert.deepEqual([block.effect, [...block.ports]], ['pure', ['true', 'false']]);
    assert.equal(typeof (await block.load()).run, 'function');
    assert.equal(find('control.unknown'), undefined);
  });

  it('are the same object each time, so that what is known of them is kept', () => {
    const find = createHostBlocks((id) => registry.get(id));
    assert.equal(find('data.set'), find('data.set'));
    assert.notEqual(find('data.set'), undefined);
  });

  it('name the fields that hold code, which is no template', () => {
    const find = createHostBlocks((id) => registry.get(id));
    assert.deepEqual(find('code.javascript')?.rawFields, ['code']);
    assert.deepEqual(find('control.if')?.rawFields, []);
  });

  it('name the fields that hold secrets', () => {
    const find = createHostBlocks((id) => registry.get(id));
    const request = registry.get('network.http_request');
    const secret = request?.descriptor.inputs.filter((input) => input.type === 'secret').map((input) => input.id);
    assert.deepEqual(find('network.http_request')?.secretFields, secret);
  });

  it('check inputs as their descriptors say', () => {
    const find = createHostBlocks((id) => registry.get(id));
    assert.throws(() => find('control.for_each')?.validateInputs({ concurrency: 'many' }), { code: 'input-invalid' });
  });
});
