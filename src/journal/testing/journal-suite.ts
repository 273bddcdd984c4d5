import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import type { ErrorCode } from '#contract/error-table.ts';
import type { DurableEvents, Journal } from '../journal.ts';
import { sampleCreated, sampleRun, sampleStep } from './sample-run.ts';

const withCode = (code: ErrorCode) => (error: unknown) => error instanceof AppError && error.code === code;

/** What every journal must do; `open` gives an empty one. */
export function testJournal(name: string, open: (t: TestContext) => Promise<Journal>): void {
  const behaviour = (what: string, check: (journal: Journal) => Promise<void> | void): void => {
    test(`${name}: ${what}`, async (t) => check(await open(t)));
  };

  behaviour('events come back in order with their numbers once flushed', async (journal) => {
    journal.createRun(sampleRun('r1'), [sampleCreated({ a: 1 })]);
    journal.append('r1', [sampleStep('x', 'é\u0000"\u{1F600}'), sampleStep('y', null)]);
    journal.append('r1', [sampleStep('z', [1, 2])]);
    await journal.flush();
    assert.deepEqual(
      [...journal.read('r1')],
      [
        sampleCreated({ a: 1 }),
        sampleStep('x', 'é\u0000"\u{1F600}'),
        sampleStep('y', null),
        sampleStep('z', [1, 2]),
      ].map((event, index) => ({ seq: index + 1, event })),
    );
  });

  behaviour('reading starts at the wanted event, over several flushes', async (journal) => {
    journal.createRun(sampleRun('r1'), []);
    for (let index = 1; index <= 60; index++) {
      journal.append('r1', [sampleStep(`a${index}`, index), sampleStep(`b${index}`, index)]);
      await journal.flush();
    }
    for (const from of [1, 2, 50, 119, 120]) {
      const read = [...journal.read('r1', from)];
      assert.equal(read.length, 121 - from);
      assert.deepEqual(
        read.map((entry) => entry.seq),
        Array.from({ length: 121 - from }, (_, index) => from + index),
      );
    }
    assert.deepEqual([...journal.read('r1', 121)], []);
    assert.equal(journal.findRun('r1')?.eventCount, 120);
  });

  behaviour('an unknown run has no events, no record, and takes no events', (journal) => {
    assert.deepEqual([...journal.read('nobody')], []);
    assert.equal(journal.findRun('nobody'), undefined);
    assert.throws(() => journal.append('nobody', [sampleStep('x', 1)]), withCode('run-not-found'));
  });

  behaviour('a value of any size comes back as it was', async (journal) => {
    const rows = Array.from({ length: 20_000 }, (_, index) => ({ id: index, name: `row ${index}` }));
    const wide = Object.fromEntries(Array.from({ length: 8_000 }, (_, index) => [`key${index}`, 'some text']));
    const odd = JSON.parse(`{"__proto__": ${JSON.stringify('p'.repeat(70_000))}, "constructor": 1, "": 2}`);
    const events = [
      sampleCreated({ rows, small: 1 }),
      sampleStep('text', 'ü'.repeat(100_000)),
      sampleStep('small', { value: null }),
      sampleStep('rows', rows),
      sampleStep('wide', wide),
      sampleStep('odd', odd),
    ];
    journal.createRun(sampleRun('r1'), events.slice(0, 1));
    journal.append('r1', events.slice(1), { status: 'succeeded', output: { rows } });
    await journal.flush();
    assert.deepEqual(
      [...journal.read('r1')].map((entry) => entry.event),
      events,
    );
    assert.deepEqual(
      [...journal.read('r1', 4)].map((entry) => entry.event),
      events.slice(3),
    );
    assert.deepEqual(journal.findRun('r1')?.output, { rows });
  });

  behaviour('the list of runs follows the changes', async (journal) => {
    const parent = { runId: 'r0', path: 'call' };
    journal.createRun(sampleRun('r0'), [sampleCreated(null)]);
    journal.createRun(sampleRun('r1', { parent, priority: 3, idempotencyKey: 'k' }), [sampleCreated(null)]);
    await journal.flush();
    assert.equal(journal.findRun('r1')?.status, 'queued');
    journal.append('r1', [], { status: 'running', startedAt: 5 });
    await journal.flush();
    journal.append('r1', [], { output: { a: 1 } });
    journal.append('r1', [], { error: { code: 'internal', message: 'broken' } });
    journal.append('r1', [sampleStep('x', 1)], { status: 'failed', finishedAt: 9 });
    await journal.flush();
    assert.deepEqual(journal.findRun('r1'), {
      ...sampleRun('r1', { parent, priority: 3, idempotencyKey: 'k' }),
      status: 'failed',
      startedAt: 5,
      finishedAt: 9,
      output: { a: 1 },
      error: { code: 'internal', message: 'broken' },
      eventCount: 2,
    });
  });

  behaviour('runs are listed newest first by workflow, status, caller and cursor', async (journal) => {
    const statuses = ['succeeded', 'failed', 'running'] as const;
    for (let index = 0; index < 30; index++) {
      const id = `r${String(index).padStart(2, '0')}`;
      const parent = index % 5 === 0 && index > 0 ? { runId: 'r00', path: 'p' } : undefined;
      journal.createRun(sampleRun(id, { workflowId: index % 2 === 0 ? 'even' : 'odd', parent }), [], {
        status: statuses[index % 3] ?? 'queued',
      });
    }
    await journal.flush();
    const ids = (filter: Parameters<Journal['listRuns']>[0]): readonly string[] =>
      journal.listRuns(filter).map((run) => run.id);
    assert.deepEqual(ids({ limit: 3 }), ['r29', 'r28', 'r27']);
    assert.deepEqual(ids({ limit: 3, beforeId: 'r27' }), ['r26', 'r25', 'r24']);
    assert.deepEqual(ids({ limit: 3, workflowId: 'even' }), ['r28', 'r26', 'r24']);
    assert.deepEqual(ids({ limit: 2, workflowId: 'even', beforeId: 'r24', statuses: ['succeeded'] }), ['r18', 'r12']);
    assert.deepEqual(ids({ limit: 4, statuses: ['succeeded', 'failed'] }), ['r28', 'r27', 'r25', 'r24']);
    assert.deepEqual(ids({ limit: 9, statuses: ['cancelled'] }), []);
    assert.deepEqual(ids({ limit: 9, statuses: [] }), []);
    assert.deepEqual(ids({ limit: 0 }), []);
    assert.deepEqual(ids({ limit: 9, parentRunId: 'r00' }), ['r25', 'r20', 'r15', 'r10', 'r05']);
    assert.deepEqual(ids({ limit: 9, parentRunId: 'r00', statuses: ['succeeded'], beforeId: 'r20' }), ['r15']);
    assert.deepEqual(ids({ limit: 9, parentRunId: 'r00', workflowId: 'even' }), ['r20', 'r10']);
    assert.deepEqual(ids({ limit: 1, beforeId: 'r00' }), []);
    assert.deepEqual(ids({ limit: 1, beforeId: 'r05x' }), ['r05']);
  });

  behaviour('an idempotency key starts one run of a workflow, queued ones included', async (journal) => {
    const first = sampleRun('r1', { idempotencyKey: 'order-7' });
    journal.createRun(first, [sampleCreated(null)]);
    assert.equal(journal.findByKey('orders', 'order-7'), 'r1');
    assert.throws(() => journal.createRun(sampleRun('r2', { idempotencyKey: 'order-7' }), []), withCode('conflict'));
    await journal.flush();
    assert.throws(() => journal.createRun(sampleRun('r2', { idempotencyKey: 'order-7' }), []), withCode('conflict'));
    journal.createRun(sampleRun('r3', { idempotencyKey: 'order-7', workflowId: 'other' }), []);
    journal.createRun(sampleRun('r4', { idempotencyKey: undefined }), []);
    journal.createRun(sampleRun('r5', { idempotencyKey: undefined }), []);
    await journal.flush();
    assert.equal(journal.findByKey('orders', 'order-7'), 'r1');
    assert.equal(journal.findByKey('other', 'order-7'), 'r3');
    assert.equal(journal.findByKey('orders', 'order-8'), undefined);
    assert.equal(journal.findRun('r2'), undefined);
  });

  behaviour('a run id is used once', async (journal) => {
    journal.createRun(sampleRun('r1'), [sampleCreated(1)]);
    assert.throws(() => journal.createRun(sampleRun('r1'), []), withCode('conflict'));
    await journal.flush();
    assert.deepEqual([...journal.read('r1')].length, 1);
  });

  behaviour('waits open, close, are replaced, and end with their run', async (journal) => {
    journal.createRun(sampleRun('r1'), []);
    journal.createRun(sampleRun('r2', { owner: 'host-b' }), []);
    journal.append('r1', [], {
      status: 'waiting',
      opened: [
        { path: 'late', kind: 'timer', dueAt: 300, token: undefined },
        { path: 'soon', kind: 'retry', dueAt: 100, token: undefined },
        { path: 'ask', kind: 'approval', dueAt: undefined, token: undefined },
        { path: 'gone', kind: 'timer', dueAt: 1, token: undefined },
      ],
    });
    journal.append('r1', [], { closed: ['gone'] });
    journal.append('r2', [], { opened: [{ path: 'call', kind: 'callback', dueAt: 200, token: 'secret-token' }] });
    await journal.flush();
    const paths = (filter: Parameters<Journal['listWaits']>[0]): readonly string[] =>
      journal.listWaits(filter).map((wait) => wait.path);
    assert.deepEqual(paths({ runId: 'r1' }), ['soon', 'late', 'ask']);
    assert.deepEqual(paths({ dueBefore: 200 }), ['soon', 'call']);
    assert.deepEqual(paths({ dueBefore: 200, limit: 1 }), ['soon']);
    assert.deepEqual(paths({ dueBefore: 99 }), []);
    assert.equal(journal.nextDueAt('host-a'), 100);
    assert.equal(journal.nextDueAt('host-b'), 200);
    assert.equal(journal.nextDueAt('host-c'), undefined);
    assert.deepEqual(journal.findWaitByToken('secret-token'), {
      runId: 'r2',
      path: 'call',
      kind: 'callback',
      dueAt: 200,
      token: 'secret-token',
    });
    assert.equal(journal.findWaitByToken('other'), undefined);
    journal.append('r1', [], {
      closed: ['soon', 'late', 'never-there'],
      opened: [{ path: 'late', kind: 'timer', dueAt: 500, token: undefined }],
    });
    await journal.flush();
    assert.deepEqual(paths({ runId: 'r1' }), ['late', 'ask']);
    assert.equal(journal.nextDueAt('host-a'), 500);
    journal.append('r1', [], { status: 'cancelled' });
    await journal.flush();
    assert.deepEqual(paths({ runId: 'r1' }), []);
    assert.equal(journal.nextDueAt('host-a'), undefined);
  });

  behaviour('listeners hear events once they are durable, in order, until they stop', async (journal) => {
    const heard: DurableEvents[] = [];
    const stop = journal.onDurable((entries) => heard.push(...entries));
    journal.createRun(sampleRun('r1'), [sampleCreated(null)]);
    journal.append('r1', [sampleStep('x', 1)]);
    assert.equal(heard.length, 0);
    await journal.flush();
    journal.append('r1', [sampleStep('y', 2)]);
    await journal.flush();
    const events = heard.flatMap((entry) => entry.events);
    assert.ok(heard.every((entry) => entry.runId === 'r1'));
    assert.deepEqual(events, [...journal.read('r1')]);
    stop();
    journal.append('r1', [sampleStep('z', 3)]);
    await journal.flush();
    assert.equal(heard.flatMap((entry) => entry.events).length, 3);
  });

  behaviour(
    'listeners hear of runs that are new or have a new status, once it is durable, until they stop',
    async (journal) => {
      const heard: string[][] = [];
      const stop = journal.onRunsChanged((runIds) => heard.push([...runIds].sort()));
      journal.createRun(sampleRun('r1'), [sampleCreated(null)]);
      journal.createRun(sampleRun('r2'), [sampleCreated(null)]);
      assert.equal(heard.length, 0);
      await journal.flush();
      journal.append('r1', [sampleStep('x', 1)]);
      journal.append('r2', [], { opened: [{ path: 'a', kind: 'timer', dueAt: 1, token: undefined }] });
      await journal.flush();
      journal.append('r2', [], { status: 'running' });
      journal.append('r2', [], { status: 'waiting' });
      await journal.flush();
      assert.deepEqual(heard, [['r1', 'r2'], ['r2']]);
      stop();
      journal.append('r1', [], { status: 'running' });
      await journal.flush();
      assert.equal(heard.length, 2);
    },
  );

  behaviour('the backlog counts what is queued and empties when it is durable', async (journal) => {
    assert.equal(journal.backlogBytes, 0);
    journal.createRun(sampleRun('r1'), [sampleStep('x', 'a'.repeat(200_000))]);
    assert.ok(journal.backlogBytes >= 200_000);
    await journal.flush();
    assert.equal(journal.backlogBytes, 0);
    assert.equal(journal.failure, undefined);
    await journal.flush();
  });

  behaviour(
    'a host adopts unfinished runs nobody drives, urgent and old ones first, and goes on numbering',
    async (journal) => {
      journal.createRun(sampleRun('old', { owner: 'dead' }), [sampleCreated(1)]);
      journal.createRun(sampleRun('urgent', { owner: 'dead', priority: 9 }), [sampleCreated(1)], { status: 'running' });
      journal.createRun(sampleRun('done', { owner: 'dead' }), [sampleCreated(1)], { status: 'succeeded' });
      journal.createRun(sampleRun('alive', { owner: 'host-b' }), [sampleCreated(1)]);
      journal.createRun(sampleRun('young', { owner: 'dead' }), [sampleCreated(1)], { status: 'waiting' });
      await journal.flush();
      assert.deepEqual(await journal.adopt('host-a', ['dead', 'other']), ['urgent', 'old', 'young']);
      assert.deepEqual(await journal.adopt('host-a', ['dead']), []);
      assert.equal(journal.findRun('old')?.owner, 'host-a');
      assert.equal(journal.findRun('done')?.owner, 'dead');
      journal.append('old', [sampleStep('x', 1)], { status: 'running' });
      await journal.flush();
      assert.deepEqual(
        [...journal.read('old')].map((entry) => entry.seq),
        [1, 2],
      );
    },
  );

  behaviour('a host that gives up its runs leaves them to the next one', async (journal) => {
    journal.createRun(sampleRun('r1'), [sampleCreated(1)]);
    journal.createRun(sampleRun('r2', { owner: 'host-b' }), [sampleCreated(1)]);
    await journal.release('host-a');
    assert.equal(journal.findRun('r1')?.owner, undefined);
    assert.deepEqual(await journal.adopt('host-c', []), ['r1']);
  });

  behaviour('pruning takes old finished runs and spares young, unfinished, newest and called ones', async (journal) => {
    const finish = (id: string, changes: Parameters<typeof sampleRun>[1] = {}): void =>
      journal.createRun(sampleRun(id, changes), [sampleCreated({ text: 'x'.repeat(100_000) })], {
        status: 'succeeded',
      });
    finish('old-1', { createdAt: 1 });
    finish('old-2', { createdAt: 2 });
    journal.createRun(sampleRun('open', { createdAt: 1 }), [sampleCreated(1)], { status: 'waiting' });
    finish('called', { createdAt: 1, parent: { runId: 'open', path: 'p' } });
    finish('old-3', { createdAt: 3 });
    finish('young', { createdAt: 1_000 });
    finish('other', { createdAt: 1, workflowId: 'other' });
    await journal.flush();
    const pruned = await journal.prune({ before: 100, keep: 2 });
    assert.equal(pruned.runs, 2);
    assert.ok(pruned.bytes > 0);
    assert.deepEqual(
      journal.listRuns({ limit: 20 }).map((run) => run.id),
      ['young', 'old-3', 'other', 'called', 'open'],
    );
    assert.deepEqual([...journal.read('old-1')], []);
    assert.equal([...journal.read('old-3')].length, 1);
    assert.deepEqual((await journal.prune({ before: 100, keep: 0 })).runs, 2);
    assert.deepEqual(
      journal.listRuns({ limit: 20 }).map((run) => run.id),
      ['young', 'called', 'open'],
    );
  });

  behaviour('a closed journal has written everything and takes nothing more', async (journal) => {
    journal.createRun(sampleRun('r1'), [sampleCreated(1)]);
    await journal.close();
    assert.equal([...journal.read('r1')].length, 1);
    assert.throws(() => journal.append('r1', [sampleStep('x', 1)]), withCode('shutting-down'));
    assert.throws(() => journal.createRun(sampleRun('r2'), []), withCode('shutting-down'));
  });
}
