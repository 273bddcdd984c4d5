import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Admission, type Candidate } from './admission.ts';

function candidate(runId: string, rest: Partial<Candidate> = {}): Candidate {
  return { runId, workflowId: 'w', priority: 0, maxConcurrent: undefined, ...rest };
}

function takeAll(admission: Admission): string[] {
  const taken: string[] = [];
  for (let next = admission.next(); next !== undefined; next = admission.next()) taken.push(next.runId);
  return taken;
}

describe('admission', () => {
  it('gives places while there are any', () => {
    const admission = new Admission(2);
    assert.equal(admission.tryEnter(candidate('a')), true);
    assert.equal(admission.tryEnter(candidate('b')), true);
    assert.equal(admission.tryEnter(candidate('c')), false);
    admission.leave('w');
    assert.equal(admission.running, 1);
    assert.equal(admission.tryEnter(candidate('c')), true);
  });

  it('takes higher priorities first, then in order of arrival', () => {
    const admission = new Admission(9);
    for (const [runId, priority] of [
      ['a', 0],
      ['b', -5],
      ['c', 7],
      ['d', 0],
      ['e', 7],
    ] as const)
      admission.enqueue(candidate(runId, { priority }));
    assert.equal(admission.queued, 5);
    assert.deepEqual(takeAll(admission), ['c', 'e', 'a', 'd', 'b']);
    assert.equal(admission.queued, 0);
  });

  it('lets workflows of the same priority take turns', () => {
    const admission = new Admission(9);
    for (const runId of ['a1', 'a2', 'a3', 'b1', 'b2'])
      admission.enqueue(candidate(runId, { workflowId: runId.charAt(0) }));
    assert.deepEqual(takeAll(admission), ['a1', 'b1', 'a2', 'b2', 'a3']);
  });

  it('passes over a workflow that has as many runs as it may, whatever its priority', () => {
    const admission = new Admission(9);
    const narrow = { workflowId: 'narrow', maxConcurrent: 1, priority: 5 };
    assert.equal(admission.tryEnter(candidate('n1', narrow)), true);
    assert.equal(admission.tryEnter(candidate('n2', narrow)), false);
    admission.enqueue(candidate('n2', narrow));
    assert.equal(admission.tryEnter(candidate('w1')), true, 'who cannot start holds nobody back');
    admission.enqueue(candidate('w2'));
    assert.deepEqual(takeAll(admission), ['w2']);
    admission.leave('narrow');
    assert.deepEqual(takeAll(admission), ['n2']);
  });

  it('lets nobody take a place somebody waits for', () => {
    const admission = new Admission(1);
    admission.enter('other');
    admission.enqueue(candidate('waiting', { workflowId: 'x' }));
    admission.leave('other');
    assert.equal(admission.tryEnter(candidate('late')), false);
    assert.equal(admission.tryEnter(candidate('urgent', { priority: 1 })), true, 'but a more urgent one may');
  });

  it('forgets who was taken out of the queue', () => {
    const admission = new Admission(9);
    for (const runId of ['a', 'b', 'c']) admission.enqueue(candidate(runId));
    admission.remove('b');
    admission.remove('nobody');
    assert.deepEqual(takeAll(admission), ['a', 'c']);
  });

  it('keeps to its limits and loses nobody, whatever happens', () => {
    const action = fc.oneof(
      fc.record({
        kind: fc.constant('arrive' as const),
        workflow: fc.constantFrom('a', 'b', 'c'),
        priority: fc.integer({ min: -1, max: 1 }),
      }),
      fc.record({ kind: fc.constant('leave' as const), pick: fc.nat() }),
      fc.record({ kind: fc.constant('remove' as const), pick: fc.nat() }),
    );
    const limits: Readonly<Record<string, number | undefined>> = { a: 1, b: 2, c: undefined };
    const check = fc.property(fc.integer({ min: 1, max: 4 }), fc.array(action, { maxLength: 60 }), (most, actions) => {
      const admission = new Admission(most);
      let running: string[] = [];
      const queued = new Map<string, Candidate>();
      let number = 0;
      for (const act of actions) {
        if (act.kind === 'arrive') {
          const { workflow: workflowId, priority } = act;
          const arriving = { runId: `r${number++}`, workflowId, priority, maxConcurrent: limits[workflowId] };
          if (admission.tryEnter(arriving)) running.push(workflowId);
          else {
            admission.enqueue(arriving);
            queued.set(arriving.runId, arriving);
          }
        } else if (act.kind === 'leave' && running.length > 0) {
          const at = act.pick % running.length;
          admission.leave(running[at] ?? '');
          running = running.toSpliced(at, 1);
        } else if (act.kind === 'remove' && queued.size > 0) {
          const runId = [...queued.keys()][act.pick % queued.size] ?? '';
          admission.remove(runId);
          queued.delete(runId);
        }
        for (let next = admission.next(); next !== undefined; next = admission.next()) {
          assert.ok(queued.delete(next.runId), `${next.runId} was not waiting`);
          running.push(next.workflowId);
        }
        assert.deepEqual([admission.running, admission.queued], [running.length, queued.size]);
        assert.ok(running.length <= most);
        for (const [workflow, limit] of Object.entries(limits))
          assert.ok(running.filter((id) => id === workflow).length <= (limit ?? most));
        const mayStart = [...queued.values()].some(
          ({ workflowId, maxConcurrent }) =>
            running.length < most && running.filter((id) => id === workflowId).length < (maxConcurrent ?? most),
        );
        assert.equal(mayStart, false, 'nobody waits who may start');
      }
    });
    fc.assert(check, { numRuns: 200 });
  });
});
