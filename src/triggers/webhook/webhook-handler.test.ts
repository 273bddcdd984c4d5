import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import { type HookServer, serveHooks } from '../testing/hook-server.ts';
import { createTriggerLab, type LabProcess, step, type TriggerLab } from '../testing/trigger-lab.ts';
import type { TriggerServiceOptions } from '../trigger-service.ts';

interface Setup {
  readonly lab: TriggerLab;
  readonly process: LabProcess;
  readonly hooks: HookServer;
}

async function setUp(t: TestContext, options: Partial<TriggerServiceOptions> = {}): Promise<Setup> {
  const lab = await createTriggerLab(t);
  const process = await lab.boot(options);
  return { lab, process, hooks: await serveHooks(t, process.triggers.webhooks) };
}

/** A workflow that answers with what it was sent. */
function echo(input: JsonObject = {}): readonly JsonObject[] {
  return [
    step('hook', 'webhook.receive', { answer: 'wait', ...input }),
    step('out', 'data.set', { values: { body: '{{ hook.body ?? "none" }}', params: '{{ hook.params }}' } }),
  ];
}

test('a request starts a run and is answered at once, or when the run has ended', async (t) => {
  const { process, hooks } = await setUp(t);
  await process.activate('now', [step('hook', 'webhook.receive')]);
  await process.activate('later', echo({ path: 'orders/:id', methods: ['PUT'] }));
  const now = await hooks.post('/hooks/now', { a: 1 });
  assert.equal(now.status, 202);
  const runId = String(now.json().runId);
  assert.equal(now.headers['x-run-id'], runId);
  assert.equal((await process.host.waitForEnd(runId))?.triggerKind, 'webhook');
  const later = await hooks.send('/hooks/orders/a%2Fb?x=1', {
    method: 'PUT',
    body: '{"n":5}',
    headers: { 'content-type': 'application/json' },
  });
  assert.equal(later.status, 200);
  assert.deepEqual(later.json(), { body: { n: 5 }, params: { id: 'a/b' } });
  assert.equal(later.headers['cache-control'], 'no-store');
  assert.deepEqual(hooks.passedOn, []);
});

test('the run knows the request, but not what proved who called', async (t) => {
  const { lab, process, hooks } = await setUp(t);
  lab.secrets.set('KEY', 'k3y');
  await process.activate('w', [
    step('hook', 'webhook.receive', {
      path: 'a/:x',
      auth: 'token',
      secret: 'KEY',
      tokenIn: 'query',
      tokenName: 'key',
      rawBody: 'base64',
    }),
  ]);
  const headers = {
    'X-Custom': 'yes',
    cookie: 'session=1',
    authorization: 'Bearer other',
    'x-api-key': '1',
    'content-type': 'text/plain',
  };
  const { runId } = (await hooks.send('/hooks/a/7?key=k3y&q=1&q=2&__proto__=3', { body: 'hi', headers })).json();
  const { data, kind } = process.triggerOf(String(runId));
  const { headers: seen, ...rest } = data ?? {};
  assert.equal(kind, 'webhook');
  assert.deepEqual(rest, {
    step: 'hook',
    method: 'POST',
    path: '/hooks/a/7',
    params: { x: '7' },
    query: JSON.parse('{"q":["1","2"],"__proto__":"3"}'),
    body: 'hi',
    rawBody: 'aGk=',
    ip: '127.0.0.1',
  });
  assert.deepEqual(Object.keys(seen as object).sort(), [
    'connection',
    'content-length',
    'content-type',
    'host',
    'x-custom',
  ]);
  const whole = JSON.stringify([...process.journal.read(String(runId))]);
  assert.ok(!whole.includes('k3y') && !whole.includes('session=1'), 'no credential is in the journal');
});

test('of several triggers only what follows the one that fired is done', async (t) => {
  const { process, hooks } = await setUp(t);
  await process.activate(
    'w',
    [
      step('one', 'webhook.receive', { path: 'one', answer: 'wait' }),
      step('two', 'webhook.receive', { path: 'two', answer: 'wait' }),
      step('night', 'schedule.cron', { cron: '0 0 1 1 *' }),
      step('after_one', 'data.set', { values: { from: 'one' } }),
      step('after_two', 'data.set', { values: { from: 'two' } }),
      step('after_any', 'data.set', { values: { from: '{{ trigger.path }}' } }),
    ],
    {
      edges: [
        { from: 'one', to: 'after_one' },
        { from: 'two', to: 'after_two' },
        { from: 'one', to: 'after_any' },
        { from: 'two', to: 'after_any' },
        { from: 'night', to: 'after_any' },
      ],
    },
  );
  assert.deepEqual((await hooks.post('/hooks/one', {})).json(), {
    after_one: { from: 'one' },
    after_any: { from: '/hooks/one' },
  });
  assert.deepEqual((await hooks.post('/hooks/two', {})).json(), {
    after_two: { from: 'two' },
    after_any: { from: '/hooks/two' },
  });
});

test('a webhook.respond step answers before the run has ended, with a status, headers and body of its own', async (t) => {
  const { lab, process, hooks } = await setUp(t);
  const respond = {
    status: 201,
    kind: 'html',
    headers: { 'X-Id': '{{ hook.body.id }}', 'content-type': 'text/html; charset=utf-8' },
    body: '<b>{{ hook.body.id }}</b>',
  };
  await process.activate('w', [
    step('hook', 'webhook.receive', { answer: 'wait' }),
    step('answer', 'webhook.respond', respond),
    step('wait', 'control.wait', { mode: 'callback' }),
  ]);
  const answer = await hooks.post('/hooks/w', { id: 7 });
  assert.deepEqual([answer.status, answer.text, answer.headers['x-id']], [201, '<b>7</b>', '7']);
  assert.match(String(answer.headers['content-security-policy']), /^sandbox/);
  assert.ok(!String(answer.headers['content-security-policy']).includes('allow-same-origin'));
  const runId = String(answer.headers['x-run-id']);
  await lab.until('the run waits', () => process.journal.findRun(runId)?.status === 'waiting');
  await process.host.cancel(runId);
});

test('kinds of bodies: bytes, none, and one from inside a loop', async (t) => {
  const { process, hooks } = await setUp(t);
  const hook = (path: string) => step('hook', 'webhook.receive', { path, answer: 'wait' });
  await process.activate('bytes', [
    hook('bytes'),
    step('answer', 'webhook.respond', { kind: 'base64', body: 'AAEC', headers: { 'content-type': 'image/x' } }),
  ]);
  await process.activate('none', [hook('none'), step('answer', 'webhook.respond', { kind: 'none', status: 204 })]);
  const body = { steps: [step('answer', 'webhook.respond', { body: '{{ item }}' })], edges: [] };
  await process.activate('loop', [hook('loop'), { ...step('each', 'control.for_each', { items: [1, 2] }), body }]);
  const bytes = await hooks.post('/hooks/bytes', {});
  assert.deepEqual([bytes.text, bytes.headers['content-type']], ['\0\x01\x02', 'image/x']);
  const none = await hooks.post('/hooks/none', {});
  assert.deepEqual([none.status, none.text], [204, '']);
  assert.equal((await hooks.post('/hooks/loop', {})).text, '1');
});

test('a failed run tells its caller no more than that, unless the webhook says so', async (t) => {
  const { process, hooks } = await setUp(t);
  const fail = step('stop', 'control.stop', { status: 'failed', message: 'inner words' });
  await process.activate('quiet', [step('hook', 'webhook.receive', { answer: 'wait' }), fail]);
  await process.activate('open', [step('hook', 'webhook.receive', { answer: 'wait', showErrors: true }), fail]);
  const quiet = await hooks.post('/hooks/quiet', {});
  assert.equal(quiet.status, 500);
  assert.ok(!quiet.text.includes('inner words') && quiet.text.includes(String(quiet.headers['x-run-id'])));
  const open = await hooks.post('/hooks/open', {});
  assert.equal(open.status, 422);
  assert.match(open.text, /inner words/);
});

test('a run that takes too long is answered with 504, a client that leaves is not; both runs go on', async (t) => {
  const { lab, process, hooks } = await setUp(t);
  await process.activate('w', [
    step('hook', 'webhook.receive', { answer: 'wait', timeout: '5s' }),
    step('wait', 'control.wait', { mode: 'callback' }),
  ]);
  const slow = hooks.post('/hooks/w', {});
  await lab.until('the run waits', () => process.runs('w')[0]?.status === 'waiting');
  await lab.pass(6_000);
  const answer = await slow;
  assert.equal(answer.status, 504);
  const runId = String(answer.json().runId);
  assert.equal(process.journal.findRun(runId)?.status, 'waiting');
  const gone = new AbortController();
  const left = hooks.send('/hooks/w', { signal: gone.signal });
  await lab.until('the second run waits', () => process.runs('w')[1]?.status === 'waiting');
  gone.abort();
  await assert.rejects(left, { name: 'AbortError' });
  const second = process.runs('w')[1]?.id ?? '';
  await process.host.answer(second, { kind: 'answer', path: 'wait', data: null });
  assert.equal((await process.host.waitForEnd(second))?.status, 'succeeded');
  await process.host.cancel(runId);
});

test('the same key starts one run, whose answer all callers get', async (t) => {
  const { process, hooks } = await setUp(t);
  await process.activate('w', echo());
  await process.activate('answering', [
    step('hook', 'webhook.receive', { answer: 'wait' }),
    step('answer', 'webhook.respond', { body: '{{ hook.body }}' }),
  ]);
  const key = { 'idempotency-key': 'k-1' };
  const answers = await Promise.all([1, 2, 3].map((n) => hooks.post('/hooks/w', { n }, key)));
  assert.equal(new Set(answers.map((answer) => answer.text)).size, 1);
  assert.equal(process.runs('w').length, 1);
  await hooks.post('/hooks/w', {}, { 'idempotency-key': 'k-2' });
  await hooks.post('/hooks/w', {});
  assert.equal(process.runs('w').length, 3);
  assert.equal((await hooks.post('/hooks/w', {}, { 'idempotency-key': 'x'.repeat(201) })).status, 422);
  const first = await hooks.post('/hooks/answering', { n: 1 }, key);
  const again = await hooks.post('/hooks/answering', { n: 2 }, key);
  assert.deepEqual([first.text, again.text], ['{"n":1}', '{"n":1}']);
});

test('a token in a header lets in, anything else does not, and no run starts', async (t) => {
  const { lab, process, hooks } = await setUp(t);
  lab.secrets.set('KEY', 's3cret');
  await process.activate('bearer', [step('hook', 'webhook.receive', { auth: 'token', secret: 'KEY' })]);
  await process.activate('header', [
    step('hook', 'webhook.receive', { auth: 'token', secret: 'KEY', tokenName: 'X-Token' }),
  ]);
  for (const authorization of [
    '',
    'Bearer',
    'Bearer ',
    'Bearer wrong',
    'Basic s3cret',
    's3cret',
    'Bearer s3cret2',
    'bearer s3cre',
  ])
    assert.equal((await hooks.post('/hooks/bearer', {}, { authorization })).status, 401, authorization);
  assert.equal((await hooks.post('/hooks/header', {}, { authorization: 'Bearer s3cret' })).status, 401);
  assert.deepEqual([process.runs('bearer').length, process.runs('header').length], [0, 0]);
  assert.equal((await hooks.post('/hooks/bearer', {}, { authorization: 'Bearer s3cret' })).status, 202);
  assert.equal((await hooks.post('/hooks/header', {}, { 'x-token': 's3cret' })).status, 202);
  lab.secrets.set('KEY', 'new');
  assert.equal((await hooks.post('/hooks/header', {}, { 'x-token': 's3cret' })).status, 401, 'the secret was changed');
  lab.secrets.delete('KEY');
  const broken = await hooks.post('/hooks/header', {}, { 'x-token': 'new' });
  assert.equal(broken.status, 500);
  assert.ok(!broken.text.includes('KEY'));
});

test('a signature is checked over the body as it came', async (t) => {
  const { lab, process, hooks } = await setUp(t);
  lab.secrets.set('KEY', 's3cret');
  await process.activate('w', [
    step('hook', 'webhook.receive', { auth: 'signature', preset: 'github', secret: 'KEY' }),
  ]);
  const body = '{ "a" :  "\\u00e4" }';
  const signature = `sha256=${createHmac('sha256', 's3cret').update(body).digest('hex')}`;
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature, 'x-github-delivery': 'd-1' };
  const first = await hooks.send('/hooks/w', { body, headers });
  assert.equal(first.status, 202);
  assert.equal(
    (await hooks.send('/hooks/w', { body, headers })).text,
    first.text,
    'a delivery sent again starts no second run',
  );
  assert.equal((await hooks.send('/hooks/w', { body: `${body} `, headers })).status, 401);
  assert.equal((await hooks.send('/hooks/w', { body, headers: { 'content-type': 'application/json' } })).status, 401);
});

test('bodies that are too large are refused, whether they say so or not', async (t) => {
  const { process, hooks } = await setUp(t);
  await process.activate('w', echo({ maxBodyBytes: 1_000, bodyAs: 'text' }));
  assert.equal((await hooks.send('/hooks/w', { body: 'x'.repeat(1_000) })).status, 200);
  const large = await hooks.send('/hooks/w', { body: 'x'.repeat(200_000) });
  assert.equal(large.status, 413);
  assert.equal(large.headers.connection, 'close');
  const answer = await exchange(
    hooks.port,
    `POST /hooks/w HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n${`400\r\n${'x'.repeat(1_024)}\r\n`.repeat(3)}`,
  );
  assert.match(answer, /^HTTP\/1.1 413 /);
  assert.equal(process.runs('w').length, 1);
});

/** Sends bytes and answers the first that came back. */
function exchange(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      resolve(String(chunk));
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

test('a body that does not come in time is refused', async (t) => {
  const { lab, process, hooks } = await setUp(t);
  await process.activate('w', echo());
  const answer = exchange(hooks.port, 'POST /hooks/w HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nabc');
  await lab.until('the body is waited for', () => hooks.arrived === 1);
  lab.clock.advance(31_000);
  assert.match(await answer, /^HTTP\/1.1 408 /);
  assert.equal(process.runs('w').length, 0);
});

test('a client that leaves in the middle of its body starts nothing', async (t) => {
  const { lab, process, hooks } = await setUp(t);
  await process.activate('w', echo());
  const socket = connect(hooks.port, '127.0.0.1', () =>
    socket.write('POST /hooks/w HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nabc'),
  );
  await lab.until('the body is waited for', () => hooks.arrived === 1);
  socket.destroy();
  assert.equal((await hooks.post('/hooks/w', {})).status, 200);
  assert.equal(process.runs('w').length, 1);
});

test('addresses without a webhook, and methods it does not take, are told apart', async (t) => {
  const { process, hooks } = await setUp(t);
  await process.activate('w', [step('hook', 'webhook.receive', { path: 'a', methods: ['POST', 'PUT'] })]);
  const wrong = await hooks.send('/hooks/a', { method: 'DELETE' });
  assert.deepEqual([wrong.status, wrong.headers.allow], [405, 'POST, PUT']);
  const paths = [
    '/hooks/',
    '/hooks/b',
    '/hooks//a',
    '/hooks/a/b',
    '/hooks/%',
    '/hooks/../a',
    '/hooks/a/%2e%2e',
    '/hooks/%00',
    '/hooks/__proto__',
    `/hooks/${'a/'.repeat(2_000)}`,
  ];
  for (const path of paths) assert.equal((await hooks.send(path)).status, 404, path.slice(0, 40));
  assert.equal((await hooks.send(`/hooks/${'a'.repeat(8_000)}`)).status, 413);
  assert.equal((await hooks.send('/other')).status, 418);
  assert.equal((await hooks.send('/hooksx')).status, 418);
  assert.deepEqual(hooks.passedOn, ['/other', '/hooksx']);
  assert.equal((await hooks.send('/hooks/a/', { method: 'PUT' })).status, 202);
});

test('any method is taken where the webhook says so', async (t) => {
  const { process, hooks } = await setUp(t);
  await process.activate('w', echo({ methods: ['ANY'] }));
  for (const method of ['GET', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])
    assert.equal((await hooks.send('/hooks/w', { method })).status, 200, method);
  assert.deepEqual([(await hooks.send('/hooks/w', { method: 'HEAD' })).text], ['']);
});

test('pages of other sites may not call, unless their origin is named', async (t) => {
  const { process, hooks } = await setUp(t);
  await process.activate('closed', echo());
  await process.activate('open', echo({ origins: ['https://Shop.example/'], methods: ['POST', 'GET'] }));
  const origin = 'https://shop.example';
  assert.equal((await hooks.post('/hooks/closed', {}, { origin })).status, 403);
  assert.equal(
    (
      await hooks.send('/hooks/open', {
        method: 'GET',
        headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
      })
    ).status,
    403,
  );
  assert.equal(
    (
      await hooks.send('/hooks/open', {
        method: 'GET',
        headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
      })
    ).status,
    200,
  );
  assert.equal(process.runs('closed').length, 0);
  assert.equal((await hooks.post('/hooks/closed', {}, { origin: 'http://here:2', host: 'here:1' })).status, 403);
  const own = { origin: 'http://here:1', host: 'here:1' };
  assert.equal((await hooks.post('/hooks/closed', {}, own)).status, 200);
  const allowed = await hooks.post('/hooks/open', {}, { origin });
  assert.deepEqual(
    [allowed.status, allowed.headers['access-control-allow-origin'], allowed.headers.vary],
    [200, origin, 'origin'],
  );
  assert.equal((await hooks.post('/hooks/open', {}, { origin: 'https://evil.example' })).status, 403);
  const preflight = {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type',
  };
  const asked = await hooks.send('/hooks/open', { method: 'OPTIONS', headers: preflight });
  assert.deepEqual(
    [asked.status, asked.headers['access-control-allow-methods'], asked.headers['access-control-allow-headers']],
    [204, 'POST', 'content-type'],
  );
  assert.equal((await hooks.send('/hooks/closed', { method: 'OPTIONS', headers: preflight })).status, 405);
  const evil = await hooks.send('/hooks/open', {
    method: 'OPTIONS',
    headers: { ...preflight, origin: 'https://evil.example' },
  });
  assert.equal(evil.headers['access-control-allow-origin'], undefined);
});

test('callers are counted before anything else, and names the server does not go by are refused', async (t) => {
  let calls = 0;
  const rateLimiter = {
    take(principal: string, address: string) {
      assert.deepEqual([principal, address], ['nobody', '127.0.0.1']);
      if (++calls > 2)
        throw new AppError('rate-limited', 'Too many requests. Wait.', { data: { retryAfterMs: 2_500 } });
    },
  };
  const checkHost = (host: string | undefined) => {
    if (host?.startsWith('evil')) throw new AppError('address-refused', 'Not the name of this server.');
  };
  const { process, hooks } = await setUp(t, { rateLimiter, checkHost });
  await process.activate('w', echo());
  assert.equal((await hooks.post('/hooks/w', {}, { host: 'evil.example' })).status, 403);
  assert.equal((await hooks.send('/hooks/nothing')).status, 404);
  const limited = await hooks.post('/hooks/w', {});
  assert.deepEqual([limited.status, limited.headers['retry-after']], [429, '3']);
});

test('failures of the machine are not told', async (t) => {
  const { lab, process, hooks } = await setUp(t);
  await process.activate('w', echo());
  process.host.start = async () => {
    throw new AppError('storage-full', 'Writing /home/me/flowright.db failed: the disk is full.');
  };
  const full = await hooks.post('/hooks/w', {});
  assert.equal(full.status, 507);
  assert.ok(!full.text.includes('/home/me'));
  assert.ok(lab.logged.some((line) => line.includes('/home/me')));
  process.host.start = async () => {
    throw new TypeError('x is not a function');
  };
  const defect = await hooks.post('/hooks/w', {});
  assert.equal(defect.status, 500);
  assert.ok(!defect.text.includes('not a function'));
  process.host.start = async () => {
    throw new AppError('queue-full', 'Runs wait already.');
  };
  assert.equal((await hooks.post('/hooks/w', {})).status, 429);
});

test('a workflow that was active is so again after a crash, from the first request on', async (t) => {
  const { lab, process } = await setUp(t);
  await process.activate('w', echo());
  await process.save('w', [step('hook', 'webhook.receive', { path: 'moved' })]);
  process.crash();
  const next = await lab.boot();
  const hooks = await serveHooks(t, next.triggers.webhooks);
  assert.equal((await hooks.post('/hooks/w', { n: 1 })).status, 200, 'the active version, not the draft');
  assert.equal((await hooks.post('/hooks/moved', {})).status, 404);
  await next.triggers.activate('w');
  assert.equal((await hooks.post('/hooks/moved', {})).status, 202);
  assert.equal((await hooks.post('/hooks/w', {})).status, 404);
});

test('whatever is sent, the server answers without a fault of its own', async (t) => {
  const { process, hooks } = await setUp(t);
  await process.activate('w', echo({ path: 'f/:x', methods: ['ANY'] }));
  const sent = fc.record({
    path: fc.string({ unit: 'binary-ascii', maxLength: 20 }).map((text) => `/hooks/f/${text.replace(/[^!-~]/g, '')}`),
    method: fc.constantFrom('GET', 'POST', 'PUT', 'OPTIONS'),
    type: fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'multipart/form-data',
      'text/plain',
      'x',
      '',
    ),
    body: fc.oneof(
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
      fc.json().map((json) => Buffer.from(json)),
    ),
  });
  await fc.assert(
    fc.asyncProperty(sent, async ({ path, method, type, body }) => {
      const { status } = await hooks.send(path, { method, body, headers: { 'content-type': type } });
      assert.ok(status < 500, `${status} for ${method} ${path} ${type}`);
    }),
    { numRuns: 150 },
  );
});
