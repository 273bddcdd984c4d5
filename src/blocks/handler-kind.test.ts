import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseHandler } from './handler-kind.ts';

describe('parseHandler', () => {
  it('knows every kind of handler', () => {
    assert.deepEqual(parseHandler('control::manual_start'), {
      kind: 'built-in',
      category: 'control',
      name: 'manual_start',
    });
    assert.deepEqual(parseHandler('file::./src/run.ts'), { kind: 'file', path: './src/run.ts' });
    assert.deepEqual(parseHandler('workflow::daily-orders'), { kind: 'workflow', workflowId: 'daily-orders' });
    assert.deepEqual(parseHandler('connector::http'), { kind: 'connector' });
    assert.deepEqual(parseHandler('mcp::files/read/all'), { kind: 'mcp', server: 'files', tool: 'read/all' });
  });

  it('says what is wrong with anything else', () => {
    for (const handler of [
      'file::run.js',
      'file::/etc/run.js',
      'file::./run.sh',
      'workflow::../x',
      'connector::sql',
      'mcp::/x',
      'data::../sort',
      'data::Sort',
    ]) {
      assert.equal(typeof parseHandler(handler), 'string', handler);
    }
  });
});
