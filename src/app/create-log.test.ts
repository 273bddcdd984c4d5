import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createLog } from './create-log.ts';

test('programs get one JSON object a line, in order, with the data and without secrets', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'flowright-log-'));
  const file = join(folder, 'log');
  const fd = openSync(file, 'w');
  t.after(() => {
    closeSync(fd);
    rmSync(folder, { recursive: true });
  });
  const log = createLog({ level: 'info', pretty: false, fd });
  log.write('debug', 'not written');
  log.write('info', 'first', { requestId: 'request-1', runId: 'run-1', token: 'flw_secret' });
  log.write('error', 'second\nwith a break');
  await log.flush();
  log.write('warn', 'third');
  const lines = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.map(({ level, msg }) => [level, msg]),
    [
      ['info', 'first'],
      ['error', 'second\nwith a break'],
      ['warn', 'third'],
    ],
  );
  const { time, ...first } = lines[0];
  assert.match(time, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  assert.deepEqual(first, { level: 'info', msg: 'first', requestId: 'request-1', runId: 'run-1', token: '(hidden)' });
});

test('a terminal gets plain text', () => {
  let text = '';
  const log = createLog({ level: 'warn', pretty: true, writeText: (part) => (text += part) });
  log.write('info', 'not written');
  log.write('warn', 'Careful.', { runId: 'run-1', cookie: 'secret' });
  assert.match(text, /^\S+Z warn Careful\. \{"runId":"run-1","cookie":"\(hidden\)"\}\n$/);
});
