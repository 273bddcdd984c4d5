import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestServer } from '../testing/test-server.ts';

test('the reference page needs nothing from elsewhere and runs under a strict policy', async (t) => {
  const { ask } = await startTestServer(t);
  const page = await ask('GET', '/api/docs', undefined, { authorization: '' });
  assert.equal(page.status, 200);
  const policy = page.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/);
  assert.doesNotMatch(policy, /unsafe|\*/);
  assert.doesNotMatch(page.text, /<script(?![^>]*src=)|<style|style=|onclick|https?:\/\//);
  const links = [...page.text.matchAll(/(?:src|href)="(\/[^"#]+)"/g)].map(([, path]) => path ?? '');
  assert.deepEqual(links.toSorted(), ['/api/docs/app.js', '/api/docs/style.css', '/api/openapi.json'].toSorted());
  for (const path of links) assert.equal((await ask('GET', path)).status, 200, path);
  const script = await ask('GET', '/api/docs/app.js');
  assert.equal(script.headers.get('content-type'), 'text/javascript; charset=utf-8');
  assert.doesNotMatch(script.text, /innerHTML|insertAdjacentHTML|eval\(|new Function/);
});

test('schemas and the document are kept by clients until they change', async (t) => {
  const { ask } = await startTestServer(t);
  for (const path of [
    '/schemas/workflow.json',
    '/schemas/block.json',
    '/schemas/run-event.json',
    '/api/openapi.json',
  ]) {
    const first = await ask('GET', path);
    assert.equal(first.status, 200, path);
    assert.equal(typeof first.json, 'object');
    const etag = first.headers.get('etag') ?? '';
    assert.equal((await ask('GET', path, undefined, { 'if-none-match': etag })).status, 304, path);
  }
  assert.equal((await ask('GET', '/schemas/../package.json')).status, 404);
  assert.equal((await ask('GET', '/schemas/%2e%2e/package.json')).status, 404);
});
