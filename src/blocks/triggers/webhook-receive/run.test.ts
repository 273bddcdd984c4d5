import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runBlock } from '../../testing/run-block.ts';

const REQUEST = {
  method: 'PUT',
  path: '/hooks/a/7',
  params: { id: '7' },
  query: { q: '1' },
  headers: {},
  body: { a: 1 },
  ip: '::1',
};

describe('webhook.receive', () => {
  it('hands the request on that started the run', async () => {
    const trigger = { kind: 'webhook', step: 'step', ...REQUEST };
    assert.deepEqual(await runBlock('triggers/webhook-receive', {}, { trigger }), REQUEST);
  });

  it('hands the raw body on where it is kept', async () => {
    const trigger = { kind: 'webhook', step: 'step', ...REQUEST, rawBody: '{"a":1}' };
    assert.deepEqual(await runBlock('triggers/webhook-receive', {}, { trigger }), { ...REQUEST, rawBody: '{"a":1}' });
  });

  it('lets nothing follow when another trigger fired', async () => {
    const trigger = { kind: 'schedule', step: 'nightly' };
    assert.deepEqual(await runBlock('triggers/webhook-receive', {}, { trigger }), {
      directive: 'take',
      ports: ['idle'],
      outputs: {},
    });
  });

  it('hands an empty request on when the run was started by hand', async () => {
    const outputs = await runBlock('triggers/webhook-receive', {}, { trigger: { kind: 'manual' } });
    assert.deepEqual(outputs, { method: 'POST', path: '', params: {}, query: {}, headers: {}, body: null, ip: '' });
  });
});
