import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import { KNOWN_SETTINGS, readSetting, SETTING_KEYS } from '../setting/known-settings.ts';
import { createPrincipal, unknownCaller } from '../testing/fake-access.ts';
import { assertFails, createTestClient, openTestClient, toWorkflow } from '../testing/test-client.ts';
import { trustedCaller } from '../testing/test-services.ts';

test('anybody learns whether runs are driven, and only those who may see settings why not', async (t) => {
  const broken = new AppError('storage-full', 'The disk of /srv/data is full.');
  const { services, client } = await openTestClient(t, { services: { failure: () => broken } });
  const stranger = createTestClient(services, unknownCaller());
  const told = await stranger.system.health({});
  assert.deepEqual([told.status, told.version, told.runs], ['failed', '0.0.0-test', { queued: 0, running: 0 }]);
  assert.ok(!JSON.stringify(told).includes('/srv'));
  assert.equal((await client.system.health({})).reason, broken.message);
});

test('usage counts runs by day and workflow, and goes on counting those that were pruned', async (t) => {
  const { client } = await openTestClient(t);
  for (const id of ['a', 'a', 'b']) {
    await client.workflow.save({ workflowId: id, workflow: toWorkflow({ id }) });
    await client.run.wait({ workflowId: id });
  }
  const today = new Date().toISOString().slice(0, 10);
  const usage = await client.system.usage({});
  assert.equal(usage.to, today);
  assert.deepEqual(usage.days, [{ date: today, runs: { succeeded: 3 } }]);
  assert.deepEqual(usage.workflows, [
    { workflowId: 'a', runs: { succeeded: 2 } },
    { workflowId: 'b', runs: { succeeded: 1 } },
  ]);
  assert.deepEqual(usage.unfinished, { queued: 0, running: 0, waiting: 0, uncertain: 0 });
  assert.ok(usage.storageBytes > 10_000);
  const pruned = await client.system.prune({ days: 0, keep: 1 });
  assert.equal(pruned.runs, 1);
  assert.deepEqual((await client.system.usage({ workflowId: 'a' })).workflows, [
    { workflowId: 'a', runs: { succeeded: 2 } },
  ]);
  assert.deepEqual((await client.system.usage({ from: '2020-01-01', to: '2020-02-01' })).days, []);
  await assertFails(client.system.usage({ from: '2020-01-01' }), 'input-invalid');
  await assertFails(client.system.usage({ from: '2026-02-30' }), 'input-invalid');
});

test('pruning goes by the setting when nothing else is said', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: toWorkflow({ id: 'w' }) });
  await client.run.wait({ workflowId: 'w' });
  assert.deepEqual(await client.system.prune({}), { runs: 0, bytes: 0 });
  await client.setting.set({ key: 'retention', value: { days: 0, keep: 0 } });
  assert.equal((await client.system.prune({})).runs, 1);
});

test('a backup goes to a new file of the folder for backups, and nowhere else', async (t) => {
  const { services, client } = await openTestClient(t);
  const { name, bytes } = await client.system.backup({ name: 'first.db' });
  assert.ok(existsSync(`${services.folder}/${name}`) && bytes > 0);
  await assertFails(client.system.backup({ name: 'first.db' }), 'conflict');
  assert.match((await client.system.backup({})).name, /^flowright-\d{4}-.*\.db$/);
  for (const bad of ['../x', '/tmp/x', 'a/b', '..', '.hidden', '', 'a\0b'])
    await assertFails(client.system.backup({ name: bad }), 'input-invalid');
});

test('known settings are listed, changed and put back; others are nobody’s business', async (t) => {
  const { services, client } = await openTestClient(t);
  await services.settings.set('placeholder-key', 'private');
  const { items } = await client.setting.list({});
  assert.deepEqual(
    items.map((item) => item.key),
    SETTING_KEYS,
  );
  assert.ok(!JSON.stringify(items).includes('private'));
  for (const item of items) {
    assert.equal(item.isDefault, true);
    assert.deepEqual(item.value, item.defaultValue);
    assert.ok(KNOWN_SETTINGS[item.key].schema.safeParse(item.defaultValue).success, item.key);
  }
  const set = await client.setting.set({ key: 'corsOrigins', value: ['https://app.example'] });
  assert.deepEqual([set.value, set.isDefault], [['https://app.example'], false]);
  assert.deepEqual(readSetting(services.settings, 'corsOrigins'), ['https://app.example']);
  assert.deepEqual((await client.setting.reset({ key: 'corsOrigins' })).isDefault, true);
  await services.settings.set('retention', 'what an older version wrote');
  assert.deepEqual((await client.setting.get({ key: 'retention' })).value, { days: 30, keep: 100 });
  for (const key of ['placeholder-key', '__proto__', 'constructor'])
    await assertFails(client.setting.get({ key: key as 'retention' }), 'input-invalid');
});

test('values a setting cannot have are refused with a reason', async (t) => {
  const { client } = await openTestClient(t);
  const bad: readonly [(typeof SETTING_KEYS)[number], JsonValue][] = [
    ['corsOrigins', ['https://app.example/path']],
    ['corsOrigins', ['*']],
    ['corsOrigins', 'https://app.example'],
    ['publicUrl', 'javascript:alert(1)'],
    ['publicUrl', 'https://x.example/?a=b'],
    ['allowedRoots', ['relative/path']],
    ['allowedRoots', ['/with\0zero']],
    ['allowedPrivateHosts', ['two words']],
    ['retention', { days: -1, keep: 5 }],
    ['retention', { days: 1 }],
    ['retention', { days: 1, keep: 1, more: 1 }],
    ['auditRetention', { days: 0 }],
    ['retention', null],
  ];
  for (const [key, value] of bad) {
    const { message } = await assertFails(client.setting.set({ key, value }), 'input-invalid');
    assert.ok(message.includes(`"${key}"`), message);
  }
  assert.ok((await client.setting.list({})).items.every((item) => item.isDefault));
});

test('a token is told once, does what it may, and ends when it is revoked', async (t) => {
  const { services, client } = await openTestClient(t);
  const { token, record } = await client.token.create({ name: 'CI', permissions: ['workflow:read'] });
  const asToken = createTestClient(services, { ...unknownCaller(), credentials: { kind: 'bearer', token } });
  assert.deepEqual((await asToken.workflow.list({})).items, []);
  await assertFails(asToken.run.list({}), 'forbidden');
  const { items } = await client.token.list({});
  assert.deepEqual(
    items.map((item) => [item.id, item.name, item.permissions]),
    [[record.id, 'CI', ['workflow:read']]],
  );
  assert.ok(!JSON.stringify(items).includes(token));
  assert.ok((await client.token.revoke({ tokenId: record.id })).revokedAt !== undefined);
  await assertFails(asToken.workflow.list({}), 'unauthenticated');
  await assertFails(client.token.revoke({ tokenId: 'missing' }), 'token-not-found');
  await assertFails(client.token.create({ name: 'Late', permissions: ['run:read'], expiresAt: 5 }), 'input-invalid');
  await assertFails(client.token.create({ name: 'None', permissions: [] }), 'input-invalid');
  const manager = createTestClient(services, trustedCaller(createPrincipal(['token:manage'])));
  await assertFails(manager.token.create({ name: 'More', permissions: ['run:start'] }), 'forbidden');
});

test('the audit log is filtered, paged and verified', async (t) => {
  const { client } = await openTestClient(t);
  for (const id of ['a', 'b', 'c']) await client.workflow.create({ workflow: toWorkflow({ id }) });
  await client.run.wait({ workflowId: 'a' });
  const page = await client.audit.list({ limit: 3 });
  assert.deepEqual(
    page.items.map((entry) => entry.what),
    ['run.wait', 'workflow.create', 'workflow.create'],
  );
  const rest = await client.audit.list({ limit: 3, cursor: Number(page.nextCursor) });
  assert.deepEqual(
    rest.items.map((entry) => [entry.target, entry.id]),
    [['a', 1]],
  );
  assert.equal((await client.audit.list({ what: 'run.wait', who: 'owner', target: 'a' })).items.length, 1);
  assert.equal((await client.audit.list({ outcome: 'failed' })).items.length, 0);
  assert.deepEqual(await client.audit.verify({}), { ok: true, count: 4 });
  await assertFails(client.audit.list({ limit: 0 }), 'input-invalid');
});

test('blocks are listed, searched and read', async (t) => {
  const { client } = await openTestClient(t);
  const all = await client.block.list({});
  assert.ok(all.items.length > 20);
  assert.ok(all.categories.some((category) => category.id === 'control'));
  assert.deepEqual(all.problems, []);
  assert.equal((await client.block.list({ search: 'http request' })).items[0]?.id, 'network.http_request');
  const data = await client.block.list({ category: 'data' });
  assert.ok(data.items.length > 3 && data.items.every((block) => block.category === 'data'));
  const block = await client.block.get({ blockId: 'data.filter' });
  assert.equal(block.inputSchema.type, 'object');
  assert.ok(block.inputs.some((input) => input.id === 'items'));
  const { message } = await assertFails(client.block.get({ blockId: 'data.filtre' }), 'block-not-found');
  assert.match(message, /data\.filter/);
  await assertFails(client.block.get({ blockId: '__proto__' }), 'block-not-found');
});

test('schedules are listed, paused, unpaused and run at once', async (t) => {
  const { services, client } = await openTestClient(t);
  await client.workflow.create({ workflow: toWorkflow({ id: 'w' }) });
  await client.workflow.activate({ workflowId: 'w' });
  const scheduleId = 'w:daily';
  assert.deepEqual(
    (await client.schedule.list({})).items.map((item) => item.id),
    [scheduleId],
  );
  assert.deepEqual((await client.schedule.list({ workflowId: 'other' })).items, []);
  assert.equal((await client.schedule.next({ scheduleId, count: 3 })).times.length, 3);
  const paused = await client.schedule.pause({ scheduleId });
  assert.deepEqual([paused.paused, paused.nextAt], [true, undefined]);
  assert.equal((await client.schedule.unpause({ scheduleId })).paused, false);
  const { runId } = await client.schedule.run({ scheduleId });
  assert.equal((await services.host.waitForEnd(runId))?.status, 'succeeded');
  const missing = { scheduleId: 'w:nightly' };
  await assertFails(client.schedule.next(missing), 'schedule-not-found');
  await assertFails(client.schedule.pause(missing), 'schedule-not-found');
  await assertFails(client.schedule.unpause(missing), 'schedule-not-found');
  await assertFails(client.schedule.run(missing), 'schedule-not-found');
  await assertFails(client.schedule.next({ scheduleId, count: 101 }), 'input-invalid');
});
