import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadBlocks } from './registry.ts';
import { createTempBlocks, toDescriptorJson } from './testing/temp-blocks.ts';
import { type BlockChange, watchBlocks } from './watch-blocks.ts';

describe('watchBlocks', () => {
  it('reloads what changed and says so, once for each change', { timeout: 20_000 }, async (t) => {
    const temp = createTempBlocks(t, { 'a/block.json': toDescriptorJson('test.a', 'workflow::w') });
    const { directory: builtIn } = createTempBlocks(t);
    const registry = await loadBlocks({ builtIn, directories: [temp.directory] });
    const changes: BlockChange[] = [];
    let wake = (): void => undefined;
    const watch = watchBlocks(registry, (change) => {
      changes.push(change);
      wake();
    });
    t.after(() => watch.close());
    // The watch does not keep the process alive; a test must.
    const alive = setInterval(() => undefined, 1_000);
    t.after(() => clearInterval(alive));
    const next = async (): Promise<BlockChange | undefined> => {
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      if (changes.length === 0) await promise;
      return changes.shift();
    };

    temp.write('a/block.json', toDescriptorJson('test.a', 'workflow::other'));
    assert.deepEqual(await next(), { changed: ['test.a'], error: undefined });
    assert.equal(registry.get('test.a')?.descriptor.execution.handler, 'workflow::other');

    temp.write('b/block.json', toDescriptorJson('test.b', 'workflow::w'));
    assert.deepEqual(await next(), { changed: ['test.b'], error: undefined });

    temp.write('b/block.json', '{');
    assert.deepEqual(await next(), { changed: ['test.b'], error: undefined });
    assert.equal(registry.problems.length, 1);
  });

  it('says when a directory cannot be watched, and can be closed', async (t) => {
    const { directory: builtIn } = createTempBlocks(t);
    const registry = await loadBlocks({ builtIn, directories: ['/nowhere/at/all'] });
    const changes: BlockChange[] = [];
    const watch = watchBlocks(registry, (change) => changes.push(change));
    watch.close();
    watch.close();
    assert.equal(changes.length, 1);
    assert.match(changes[0]?.error?.message ?? '', /\/nowhere\/at\/all cannot be watched/);
  });
});
