import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createFlowright, ROOT } from './testing/flowright.ts';

const example = (name: string) => join(ROOT, 'examples', `${name}.json`);

/** A server of the outside world on loopback. */
async function listen(
  t: TestContext,
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    answer(request, response, body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

test('every example is valid', async (t) => {
  const flowright = createFlowright(t);
  const names = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.json'));
  assert.ok(names.length >= 5, 'there are at least five examples');
  for (const name of names) {
    const { code, stdout, stderr } = await flowright.run('validate', join(ROOT, 'examples', name));
    assert.equal(code, 0, `${name}: ${stdout}${stderr}`);
  }
});

test('the licence report reads every package of node_modules and writes Markdown and CSV', async (t) => {
  const flowright = createFlowright(t);
  const input = JSON.stringify({ folder: join(ROOT, 'node_modules'), output: join(flowright.folder, 'out') });
  const { code, value } = await flowright.json(
    'run',
    example('license-report'),
    '--input',
    input,
    '--allow-root',
    flowright.folder,
    '--allow-root',
    ROOT,
  );
  assert.equal(code, 0, JSON.stringify(value));
  const { output } = value as {
    output: { packages: number; unreadable: number; licenses: { license: string; packages: number }[] };
  };
  assert.ok(output.packages > 50, `${output.packages} packages`);
  assert.equal(output.unreadable, 0);
  const installed = JSON.parse(readFileSync(join(ROOT, 'node_modules', 'zod', 'package.json'), 'utf8')) as {
    version: string;
    license: string;
  };
  const csv = readFileSync(join(flowright.folder, 'out', 'licenses.csv'), 'utf8');
  assert.ok(csv.includes(`zod,${installed.version},${installed.license}\n`), 'zod has its line');
  assert.equal(csv.trim().split('\n').length, output.packages + 1);
  const total = output.licenses.reduce((sum, group) => sum + group.packages, 0);
  assert.equal(total, output.packages);
  assert.match(readFileSync(join(flowright.folder, 'out', 'licenses.md'), 'utf8'), /\| MIT \| \d+ \|/);
});

test('the sales analysis adds up the file and takes the branch the target asks for', async (t) => {
  const flowright = createFlowright(t);
  const file = join(ROOT, 'examples', 'data', 'sales.csv');
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  const expected =
    lines.reduce((sum, line) => sum + Math.round(Number(line.split(',')[3]) * Number(line.split(',')[4]) * 100), 0) /
    100;
  for (const [target, message] of [
    [1, /^Target met/],
    [1e9, /^Target missed/],
  ] as const) {
    const { code, value } = await flowright.json(
      'run',
      example('sales-analysis'),
      '--input',
      JSON.stringify({ file, target }),
      '--allow-root',
      ROOT,
    );
    assert.equal(code, 0, JSON.stringify(value));
    const { output } = value as { output: { revenue: number; message: string; regions: { revenue: number }[] } };
    assert.equal(output.revenue, expected);
    assert.match(output.message, message);
    assert.equal(output.regions.length, 4);
  }
});

test('the HTTP pipeline reads all pages and posts one report', async (t) => {
  const reports: string[] = [];
  const keys = new Set<unknown>();
  const shop = await listen(t, (request, response, body) => {
    if (request.method === 'POST') {
      reports.push(body);
      keys.add(request.headers['idempotency-key']);
      sendJson(response, 201, { receipt: reports.length });
      return;
    }
    const page = Number(new URL(request.url ?? '/', 'http://x').searchParams.get('page') ?? 1);
    const orders = [{ id: page * 10, total: page * 60 }];
    sendJson(response, 200, { orders, ...(page < 3 ? { next: `/orders?page=${page + 1}` } : {}) });
  });
  const flowright = createFlowright(t);
  const input = JSON.stringify({ shop, threshold: 100 });
  const refused = await flowright.json('run', example('http-pipeline'), '--input', input);
  assert.equal(refused.code, 1);
  assert.match(JSON.stringify(refused.value), /address-refused/, 'a private address is refused by default');
  const { code, value } = await flowright.json(
    'run',
    example('http-pipeline'),
    '--input',
    input,
    '--allow-private',
    '127.0.0.1',
  );
  assert.equal(code, 0, JSON.stringify(value));
  const { output } = value as { output: unknown };
  assert.deepEqual(output, {
    orders: [
      { id: 10, total: 60 },
      { id: 20, total: 120 },
      { id: 30, total: 180 },
    ],
    big: 2,
    receipt: { receipt: 1 },
  });
  assert.deepEqual(
    reports.map((text) => JSON.parse(text)),
    [
      {
        count: 2,
        orders: [
          { id: 20, total: 120 },
          { id: 30, total: 180 },
        ],
      },
    ],
  );
  assert.equal(keys.size, 1);
});

test('an expense waits for a person through the end of the process', async (t) => {
  const flowright = createFlowright(t);
  const small = await flowright.json('run', example('approval'), '--input', '{"purpose":"tea","amount":5}');
  assert.deepEqual((small.value as { output: unknown }).output, { decision: 'tea is paid.' });
  const asked = await flowright.json('run', example('approval'), '--input', '{"purpose":"lamp","amount":500}');
  assert.equal(asked.code, 0);
  const { runId: id, status } = asked.value as { runId: string; status: string };
  assert.equal(status, 'waiting');
  const answered = await flowright.run('runs', 'resume', id, '--step', 'ask', '--reject');
  assert.equal(answered.code, 0, answered.stderr);
  const shown = await flowright.json('runs', 'show', id);
  assert.equal((shown.value as { status: string }).status, 'succeeded');
  assert.match(JSON.stringify(shown.value), /lamp is not paid\./);
});

test('a flaky service is asked again, and one that stays down is replaced by the last known answer', async (t) => {
  let asked = 0;
  let failures = 2;
  const service = await listen(t, (_request, response) => {
    asked++;
    if (failures-- > 0) sendJson(response, 503, { reason: 'busy' });
    else sendJson(response, 200, { rate: 2.5 });
  });
  const flowright = createFlowright(t);
  const run = () =>
    flowright.json('run', example('retry'), '--input', JSON.stringify({ service }), '--allow-private', '127.0.0.1');
  const first = await run();
  assert.deepEqual((first.value as { output: unknown }).output, { answer: { rate: 2.5, source: 'service' } });
  assert.equal(asked, 3);
  failures = 100;
  asked = 0;
  const second = await run();
  assert.deepEqual((second.value as { output: unknown }).output, { answer: { rate: 1.5, source: 'last known' } });
  assert.equal(asked, 4);
  assert.ok(!existsSync(join(flowright.folder, 'flowright.db')), 'data stays in the data folder');
});
