import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStampWatch } from './stamp-watch.ts';

test('each watcher hears of a change once, what many watch is read once, and a failure keeps none from the others', () => {
  const errors: unknown[] = [];
  const heard: string[] = [];
  const stamps = createStampWatch((error) => errors.push(error));
  let stamp = 'a';
  let reads = 0;
  let broken = false;
  stamps.watch(
    () => {
      if (broken) throw new Error('unreadable');
      return '';
    },
    () => heard.push('broken'),
  );
  const read = () => {
    reads += 1;
    return stamp;
  };
  const stop = stamps.watch(read, () => heard.push('first'));
  stamps.watch(read, () => heard.push('second'));
  broken = true;
  stamp = 'b';
  reads = 0;
  stamps.look();
  stamps.look();
  assert.deepEqual(heard, ['first', 'second']);
  assert.equal(reads, 2);
  assert.equal(errors.length, 2);
  stop();
  stamp = 'c';
  stamps.look();
  assert.deepEqual(heard, ['first', 'second', 'second']);
  stamps.close();
});
