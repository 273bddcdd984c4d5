import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { sendRaw } from '#surfaces/testing/raw-request.ts';
import { createFlowright, type Flowright, type Started } from './testing/flowright.ts';

interface Serving extends Flowright {
  readonly started: Started;
  readonly url: string;
  readonly loginLink: string;
  /** The owner token of the data folder. */
  readonly token: string;
  /** Asks as the owner. */
  ask(path: string, init?: RequestInit): Promise<Response>;
}

async function serve(t: TestContext): Promise<Serving> {
  const flowright = createFlowright(t);
  const started = flowright.start('serve', '--port', '0', '--json');
  let printed = '';
  started.child.stdout.on('data', (text) => {
    printed += text;
  });
  await started.waitForText('loginLink');
  const { address, loginLink } = JSON.parse(printed) as { address: string; loginLink: string };
  const token = readFileSync(join(flowright.folder, 'data', 'owner-token'), 'utf8').trim();
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(address + path, {
      ...init,
      headers: {
        authorization: `Bearer ${token}`,
        ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...init.headers,
      },
    });
  return { ...flowright, started, url: address, loginLink, token, ask };
}

const WAITING = {
  flowright: 1,
  id: 'waiting',
  name: 'Waiting',
  steps: [{ id: 'ask', input: { title: 'Go on?' }, process: { block: 'control.approval' } }],
};

test('the printed link opens a session once, the session is enough for everything, and leaving ends it', async (t) => {
  const { url, loginLink } = await serve(t);
  const opened = await fetch(loginLink, { redirect: 'manual' });
  assert.equal(opened.status, 303);
  const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  assert.equal((await fetch(`${url}/api/tokens`, { headers: { cookie } })).status, 200);
  assert.equal((await fetch(`${url}/api/tokens`)).status, 401);
  assert.equal((await fetch(loginLink, { redirect: 'manual' })).status, 401);
  const created = { method: 'POST', body: '{}', headers: { cookie, 'content-type': 'application/json' } };
  assert.equal((await fetch(`${url}/api/system/prune`, created)).status, 403, 'a cookie alone changes nothing');
  const own = { ...created, headers: { ...created.headers, origin: url } };
  assert.equal((await fetch(`${url}/api/system/prune`, own)).status, 200);
  assert.equal(
    (await fetch(`${url}/logout`, { method: 'POST', redirect: 'manual', headers: { cookie, origin: url } })).status,
    303,
  );
  assert.equal((await fetch(`${url}/api/tokens`, { headers: { cookie } })).status, 401);
});

test('the owner token is for its owner only, and names other than its own are refused', async (t) => {
  const { url, ask, folder } = await serve(t);
  assert.equal((await ask('/api/workflows')).status, 200);
  if (process.platform !== 'win32') assert.equal(statSync(join(folder, 'data', 'owner-token')).mode & 0o777, 0o600);
  const port = Number(new URL(url).port);
  const rebound = await sendRaw(port, 'GET /api/workflows HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n');
  assert.match(rebound, /^HTTP\/1.1 403 .*"address-refused"/s);
});

test('an address others reach is refused until there is a token that somebody has', async (t) => {
  const { run } = createFlowright(t);
  const refused = await run('serve', '--port', '0', '--host', '0.0.0.0');
  assert.notEqual(refused.code, 0);
  assert.match(refused.stderr, /token/);
  assert.doesNotMatch(refused.stderr, /flw_/);
});

test('SIGTERM ends streams with a hint to come back, parks runs, and the next start carries on', async (t) => {
  const { ask, started, start, token } = await serve(t);
  assert.equal(
    (await ask('/api/workflows/waiting', { method: 'PUT', body: JSON.stringify({ workflow: WAITING }) })).status,
    200,
  );
  const { runId } = (await (await ask('/api/workflows/waiting/runs', { method: 'POST', body: '{}' })).json()) as {
    runId: string;
  };
  const stream = await ask(`/api/runs/${runId}/events`);
  assert.equal(stream.status, 200);
  const text = stream.text();
  const stoppedAt = performance.now();
  started.child.kill('SIGTERM');
  assert.match(await text, /event: run-created\n.*retry: \d+\n\n$/s);
  const { code, stderr } = await started.ended;
  assert.equal(code, 0, stderr);
  assert.ok(performance.now() - stoppedAt < 5_000, 'an open stream does not hold the server up');
  const again = start('serve', '--port', '0', '--json');
  let printed = '';
  again.child.stdout.on('data', (part) => {
    printed += part;
  });
  await again.waitForText('loginLink');
  const { address } = JSON.parse(printed) as { address: string };
  const run = await fetch(`${address}/api/runs/${runId}`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(((await run.json()) as { status: string }).status, 'waiting');
  again.child.kill('SIGTERM');
  assert.equal((await again.ended).code, 0);
});
