import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '#contract/json.ts';
import type { Problem } from '#contract/problem.ts';
import { serveHooks } from './testing/hook-server.ts';
import { createTriggerLab, step } from './testing/trigger-lab.ts';

const hook = (input: JsonObject = {}) => [step('hook', 'webhook.receive', input)];

test('an activation says what fires, and is found again', async (t) => {
  const lab = await createTriggerLab(t);
  const process = await lab.boot();
  const steps = [
    step('hook', 'webhook.receive', { path: 'orders/:id', methods: ['POST', 'PUT'] }),
    step('night', 'schedule.cron', { cron: '0 3 * * *', timeZone: 'Europe/Berlin' }),
    step('ended', 'event.run_finished', { workflows: ['a'] }),
  ];
  await process.save('w', steps, { edges: [] });
  const activation = await process.triggers.activate('w');
  assert.deepEqual(activation, {
    workflowId: 'w',
    version: 1,
    activatedAt: lab.clock.wall(),
    triggers: [
      { stepId: 'hook', block: 'webhook.receive', summary: 'POST, PUT /hooks/orders/:id' },
      { stepId: 'night', block: 'schedule.cron', summary: '0 3 * * * (Europe/Berlin)' },
      { stepId: 'ended', block: 'event.run_finished', summary: 'a run of a ended as failed or timed-out' },
    ],
  });
  assert.deepEqual(process.triggers.findActivation('w'), activation);
  assert.deepEqual(process.triggers.listActivations(), [activation]);
  assert.deepEqual(process.triggers.listSchedules({ workflowId: 'other' }), []);
  const [schedule] = process.triggers.listSchedules({});
  assert.deepEqual([schedule?.id, schedule?.paused, schedule?.lastAt], ['w:night', false, undefined]);
  const [next] = process.triggers.nextTimes('w:night', 5);
  assert.equal(next, schedule?.nextAt);
  assert.equal(process.triggers.nextTimes('w:night', 1e9).length, 1_000);
  assert.deepEqual(process.triggers.nextTimes('w:night', -1), []);
  await process.triggers.deactivate('w');
  await process.triggers.deactivate('w');
  assert.equal(process.triggers.findActivation('w'), undefined);
  assert.throws(() => process.triggers.nextTimes('w:night', 1), { code: 'schedule-not-found' });
});

test('an address belongs to one active workflow, whose name is told', async (t) => {
  const lab = await createTriggerLab(t);
  const process = await lab.boot();
  await process.activate('first', hook({ path: 'a/:x' }));
  const names = (error: { code: string; message: string }) =>
    error.code === 'conflict' && error.message.includes('"first"');
  await assert.rejects(process.activate('second', hook({ path: '/a/:y/', methods: ['ANY'] })), names);
  assert.equal(process.triggers.findActivation('second'), undefined);
  await process.activate('other_method', hook({ path: 'a/:y', methods: ['GET'] }));
  await process.activate('first', hook({ path: 'a/:x', answer: 'wait' }));
  assert.equal(process.triggers.findActivation('first')?.version, 2);
  await process.triggers.deactivate('first');
  await process.triggers.activate('second', 1).then(
    () => assert.fail('GET is still taken'),
    (error) => assert.match(error.message, /"other_method"/),
  );
  await process.triggers.deactivate('other_method');
  await process.triggers.activate('second');
});

test('two processes see what the other activated', async (t) => {
  const lab = await createTriggerLab(t);
  const first = await lab.boot();
  const second = await lab.boot();
  await first.activate('w', hook({ path: 'a' }));
  await assert.rejects(second.activate('v', hook({ path: 'a' })), { code: 'conflict' });
  const hooks = await serveHooks(t, second.triggers.webhooks);
  assert.equal((await hooks.post('/hooks/a', {})).status, 202);
  await first.triggers.deactivate('w');
  await lab.pass(2_000);
  assert.equal((await hooks.post('/hooks/a', {})).status, 404);
});

test('a workflow that cannot fire is refused, with the reason', async (t) => {
  const lab = await createTriggerLab(t);
  const process = await lab.boot();
  const refused: readonly [string, readonly JsonObject[], JsonObject, RegExp][] = [
    ['none', [step('a', 'data.set', {})], {}, /no trigger/],
    ['entered', [step('a', 'data.set', {}), step('hook', 'webhook.receive')], {}, /edge leads into/],
    [
      'nested',
      [{ ...step('each', 'control.for_each', { items: [] }), body: { steps: hook(), edges: [] } }],
      {},
      /inside a loop/,
    ],
    ['path', hook({ path: 'a b' }), {}, /step "hook".*a b/],
    ['unknown_input', hook({ pth: 'a' }), {}, /pth/],
    ['cron', [step('s', 'schedule.cron', { cron: '0 0 1 1 * 9 9' })], {}, /cron|times/],
    ['zone', [step('s', 'schedule.cron', { cron: '0 0 * * *', timeZone: 'Mars/Base' })], {}, /Mars/],
    ['start', [step('s', 'schedule.cron', { cron: '0 0 * * *', startAt: 'soon' })], {}, /times/],
    ['origin', hook({ origins: ['shop.example'] }), {}, /origin/],
    ['header', hook({ auth: 'token', secret: 'KEY', tokenName: 'a b' }), {}, /header/],
    ['signed', hook({ auth: 'signature', secret: 'KEY', preset: 'custom', signedText: 'x' }), {}, /body/],
    ['preset', hook({ auth: 'signature', secret: 'KEY' }), {}, /preset/],
    [
      'twice',
      [step('a', 'webhook.receive', { path: 'x' }), step('b', 'webhook.receive', { path: 'x', methods: ['ANY'] })],
      { edges: [] },
      /same requests/,
    ],
    ['output', [...hook({ answer: 'wait' }), { ...step('r', 'webhook.respond'), output: { a: 1 } }], {}, /"r".*output/],
    ['required', hook(), { inputs: [{ id: 'day', type: 'string', required: true }] }, /"day" is required/],
  ];
  lab.secrets.set('KEY', 'k');
  for (const [id, steps, rest, pattern] of refused) {
    await assert.rejects(process.activate(id, steps, rest), { code: 'workflow-invalid', message: pattern }, id);
    assert.equal(process.triggers.findActivation(id), undefined);
  }
  await assert.rejects(process.activate('secret', hook({ auth: 'token', secret: 'NONE' })), { code: 'secret-missing' });
  await assert.rejects(process.triggers.activate('unknown'), { code: 'workflow-not-found' });
  await assert.rejects(process.triggers.activate('__proto__'), { code: 'workflow-not-found' });
});

test('problems of the document are told', async (t) => {
  const lab = await createTriggerLab(t);
  const warning: Problem = { severity: 'warning', code: 'unreachable', pointer: '/steps/0', message: 'Never starts.' };
  const error: Problem = { severity: 'error', code: 'unknown-block', pointer: '/steps/1', message: 'No such block.' };
  const process = await lab.boot({ validate: ({ id }) => (id === 'bad' ? [warning, error] : [warning]) });
  await assert.rejects(process.activate('bad', hook()), {
    code: 'workflow-invalid',
    message: /No such block/,
    data: { problems: [error] },
  });
  await process.activate('good', hook());
});

test('a failed activation of a new version leaves the old one active', async (t) => {
  const lab = await createTriggerLab(t);
  const process = await lab.boot();
  await process.activate('w', hook({ path: 'a' }));
  await assert.rejects(process.activate('w', hook({ path: 'a b' })));
  assert.equal(process.triggers.findActivation('w')?.version, 1);
  const hooks = await serveHooks(t, process.triggers.webhooks);
  assert.equal((await hooks.post('/hooks/a', {})).status, 202);
});

test('what was activated and can no longer be compiled does not keep others from starting', async (t) => {
  const lab = await createTriggerLab(t);
  let process = await lab.boot();
  await process.activate('broken', hook({ path: 'a' }));
  await process.activate('sound', hook({ path: 'b' }));
  const sql = 'UPDATE workflow_versions SET document = json_replace(document, ?, ?) WHERE workflow_id = ?';
  await process.store.write([{ sql, parameters: ['$.steps[0].input.path', 'a b', 'broken'] }]);
  process.crash();
  process = await lab.boot();
  const hooks = await serveHooks(t, process.triggers.webhooks);
  assert.equal((await hooks.post('/hooks/b', {})).status, 202);
  assert.equal(process.triggers.findActivation('broken')?.version, 1);
  assert.ok(lab.logged.some((line) => line.startsWith('error') && line.includes('broken')));
});

test('a deleted workflow does not fire after the next start, even if nobody deactivated it', async (t) => {
  const lab = await createTriggerLab(t);
  let process = await lab.boot();
  await process.activate('w', hook());
  await process.workflows.remove('w');
  process.crash();
  process = await lab.boot();
  assert.deepEqual(process.triggers.listActivations(), []);
  const hooks = await serveHooks(t, process.triggers.webhooks);
  assert.equal((await hooks.post('/hooks/w', {})).status, 404);
});

test('every trigger block has a sample', async (t) => {
  const lab = await createTriggerLab(t);
  const { triggers } = await lab.boot();
  for (const block of ['webhook.receive', 'schedule.cron', 'event.run_finished'])
    assert.ok(triggers.sample(block).kind);
  assert.throws(() => triggers.sample('data.set'), { code: 'block-not-found' });
});
