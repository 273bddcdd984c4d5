import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runBlock } from '../../testing/run-block.ts';

describe('webhook.respond', () => {
  it('says what to answer', async () => {
    assert.deepEqual(
      await runBlock('triggers/webhook-respond', {
        status: 201,
        body: { ok: true },
        headers: { 'X-Id': 7, Gone: null },
      }),
      {
        status: 201,
        kind: 'json',
        headers: { 'x-id': '7' },
        body: { ok: true },
      },
    );
    assert.deepEqual(await runBlock('triggers/webhook-respond', {}), {
      status: 200,
      kind: 'json',
      headers: {},
      body: null,
    });
  });

  it('makes text of whatever is answered as text', async () => {
    const texts = [];
    for (const body of ['a', 5, true, { a: 1 }]) {
      const { body: text } = (await runBlock('triggers/webhook-respond', { kind: 'text', body })) as { body: unknown };
      texts.push(text);
    }
    assert.deepEqual(texts, ['a', '5', 'true', '{"a":1}']);
  });

  it('refuses headers that break the answer or loosen what browsers guard', async () => {
    const hostile = [
      { 'x-a': 'b\r\nset-cookie: session=1' },
      { 'x a': 'b' },
      { 'Set-Cookie': 'a=b' },
      { 'Content-Security-Policy': 'default-src *' },
      { 'transfer-encoding': 'chunked' },
      { 'access-control-allow-origin': '*' },
      { 'x-a': { b: 1 } },
      { 'x-a': 'x'.repeat(5_000) },
      Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`x-${index}`, 'a'])),
      JSON.parse('{"__proto__": {"a": 1}}'),
    ];
    for (const headers of hostile) {
      await assert.rejects(
        runBlock('triggers/webhook-respond', { headers }),
        { code: 'input-invalid' },
        JSON.stringify(headers),
      );
    }
  });

  it('refuses a status that is no answer and bytes that are no base64', async () => {
    await assert.rejects(runBlock('triggers/webhook-respond', { status: 100 }), { code: 'input-invalid' });
    await assert.rejects(runBlock('triggers/webhook-respond', { kind: 'base64', body: 'ä' }), {
      code: 'input-invalid',
    });
    await assert.rejects(runBlock('triggers/webhook-respond', { kind: 'base64', body: { a: 1 } }), {
      code: 'input-invalid',
    });
  });
});
