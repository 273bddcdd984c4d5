import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { compileSchema } from './json-schema-check.ts';
import { type BlockRegistry, loadBlocks } from './registry.ts';

const ROOT = import.meta.dirname;

function listFolders(directory: string): readonly string[] {
  return readdirSync(directory).filter((name) => statSync(join(directory, name)).isDirectory());
}

describe('the built-in blocks', () => {
  let registry: BlockRegistry;
  before(async () => {
    registry = await loadBlocks({ builtIn: ROOT, directories: [] });
  });

  it('all load without a problem', () => {
    assert.deepEqual(registry.problems, []);
  });

  it('are as many as there are folders', () => {
    const categories = new Set(registry.list().map(({ directory }) => basename(dirname(directory))));
    assert.ok(categories.has('control'));
    const folders = [...categories].flatMap((category) =>
      listFolders(join(ROOT, category)).filter((name) => existsSync(join(ROOT, category, name, 'run.ts'))),
    );
    assert.equal(registry.list().length, folders.length);
    assert.ok(folders.length >= 11, 'too few blocks were looked at');
  });

  it('have the files and names a block has', async () => {
    for (const block of registry.list()) {
      const { descriptor, directory, id } = block;
      const [category, name] = [basename(dirname(directory)), basename(directory)];
      for (const file of ['block.json', 'run.ts', 'run.test.ts', 'icon.svg']) {
        assert.ok(existsSync(join(directory, file)), `${id} has no ${file}`);
      }
      assert.match(readFileSync(join(directory, 'icon.svg'), 'utf8'), /^<svg [^>]*viewBox=/, `the icon of ${id}`);
      assert.equal(descriptor.category, category, id);
      assert.equal(descriptor.execution.handler, `${category}::${name.replaceAll('-', '_')}`);
      // What triggers are of is the first part of their names: webhook.receive lives in triggers/webhook-receive.
      const named = category === 'triggers' ? name.replace('-', '.') : `${category}.${name}`;
      if (id !== 'manual.start') assert.equal(id, named.replaceAll('-', '_'));
      const { run, effectOf } = await block.load();
      assert.equal(typeof run, 'function', id);
      assert.ok(effectOf === undefined || typeof effectOf === 'function', id);
    }
  });

  it('say what they, their inputs and their outputs are for', () => {
    for (const { descriptor, id } of registry.list()) {
      assert.notEqual(descriptor.description, '', id);
      // The smallest descriptor there can be, as the architecture shows it.
      if (id === 'manual.start') continue;
      for (const field of [...descriptor.inputs, ...descriptor.outputs]) {
        assert.ok(field.description, `${id}: ${field.id} has no description`);
        assert.ok(field.label, `${id}: ${field.id} has no label`);
      }
    }
  });

  it('have input schemas that are JSON Schemas', () => {
    for (const { inputSchema, id } of registry.list()) {
      assert.doesNotThrow(() => compileSchema(inputSchema), id);
    }
  });

  it('have control blocks without effects of their own', () => {
    for (const { descriptor, effect, id } of registry.list()) {
      if (descriptor.category === 'control') assert.equal(effect, 'pure', id);
    }
  });
});
