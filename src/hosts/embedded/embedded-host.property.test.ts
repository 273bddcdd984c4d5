import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import { AppError } from '#contract/app-error.ts';
import type { RunEvent } from '#contract/run-event.ts';
import { arbitraryScript, seeds } from '#engine/testing/arbitrary-script.ts';
import { createRandom } from '#engine/testing/random.ts';
import { behaviourOf, type Script } from '#engine/testing/script.ts';
import type { OpenWait, RunRecord } from '#journal/journal.ts';
import { createMemoryJournal } from '#journal/memory-journal.ts';
import type { Answer, StartRequest } from '../host.ts';
import { createLab, type Lab } from '../suite/lab.ts';
import { createEmbeddedUnderTest } from './testing/embedded-under-test.ts';
import { CHILDREN, toReadingWorkflow, toScriptedBlocks } from './testing/scripted-blocks.ts';

const numRuns = Number(process.env.FLOWRIGHT_PROPERTY_RUNS ?? 40);

/** What is left out of a run, and what stands in for steps. */
type Part = Pick<StartRequest, 'upTo' | 'pins'>;

/** What came of a run. */
interface Outcome {
  readonly record: RunRecord;
  /** The last word about every step. */
  readonly ends: ReadonlyMap<string, string>;
  readonly events: readonly RunEvent[];
  readonly crashes: number;
}

const ENDS = new Set<RunEvent['type']>(['step-succeeded', 'step-failed', 'step-cancelled', 'iteration-finished']);

function toEnds(events: readonly RunEvent[]): ReadonlyMap<string, string> {
  const ends = new Map<string, string>();
  for (const event of events) {
    if (!('path' in event) || !ENDS.has(event.type)) continue;
    const path = event.type === 'iteration-finished' ? `${event.path}[${event.index}]` : event.path;
    ends.set(path, `${event.type} ${'output' in event ? JSON.stringify(event.output) : ''}`);
  }
  return ends;
}

/** The ends that do not hang on the order of things, as they do inside a loop that fails. */
const ofRoot = (ends: ReadonlyMap<string, string>) => [...ends].filter(([path]) => !path.includes('[')).toSorted();

/** What people answer: as the script says, and to uncertain effects that they may be tried again. */
function toAnswer(script: Script, { path, kind }: OpenWait): Answer | undefined {
  if (kind === 'uncertain') return { kind: 'decision', path, decision: 'retry' };
  const wait = behaviourOf(script, path).waits[0];
  const asked = (kind === 'approval' || kind === 'callback') && wait !== undefined && wait.kind !== 'timer';
  return asked && wait.answered ? { kind: 'answer', path, data: { approved: true } } : undefined;
}

/** Answers whatever is asked, unless the host dies of it. */
async function answerPeople(lab: Lab, script: Script, runId: string): Promise<void> {
  const isOpen = (path: string) => lab.journal.listWaits({ runId }).some((wait) => wait.path === path);
  for (const wait of lab.journal.listWaits({ runId })) {
    const answer = toAnswer(script, wait);
    if (answer === undefined || !lab.alive || !isOpen(wait.path)) continue;
    let answered = false;
    let refused: unknown;
    lab.host.answer(runId, answer).then(
      () => {
        answered = true;
      },
      (error: unknown) => {
        refused = error;
      },
    );
    await lab.until('the answer is taken', () => answered || refused !== undefined || !lab.alive);
    if (refused === undefined) continue;
    // What an earlier answer led to may have ended the question meanwhile.
    assert.ok(refused instanceof AppError && ['wait-not-open', 'run-finished'].includes(refused.code), String(refused));
    await lab.quiet();
    assert.ok(!lab.alive || !isOpen(wait.path), `${wait.path} is asked for, but takes no answer`);
  }
}

/** Runs a script to its end; with a seed, the host dies now and then, and what is not on disk is lost. */
async function play(t: TestContext, script: Script, seed?: number, part: Part = {}): Promise<Outcome> {
  const lab = await createLab(
    t,
    createEmbeddedUnderTest(() => createMemoryJournal()),
    { maxConcurrentRuns: 3 },
  );
  const random = createRandom(seed ?? 0);
  const crashing = (rate: number) => seed !== undefined && crashes < 12 && random() < rate;
  const attempts = new Set<string>();
  let crashes = 0;
  const blocks = toScriptedBlocks(script, ({ run, path, attempt }) => {
    if (crashing(0.03)) {
      crashes++;
      lab.crash();
      return false;
    }
    const key = `${run.id} ${path} ${attempt} ${countOuterStarts(lab, run.id, path)}`;
    if (
      lab.events(run.id).some((event) => event.type === 'step-started' && event.path === path && event.intent === true)
    ) {
      assert.ok(!attempts.has(key) || hasGoneOn(lab, run.id, path), `${key} had its effect twice`);
      attempts.add(key);
    }
    return true;
  });
  for (const [id, block] of blocks) lab.addBlock(id, block);
  lab.save(...Object.values(CHILDREN), toReadingWorkflow(script));
  const runId = await lab.start('test', {}, part);
  for (let rounds = 0; lab.journal.findRun(runId)?.finishedAt === undefined; rounds++) {
    assert.ok(rounds < 600, 'the run does not end');
    if (!lab.alive) await lab.restart();
    await lab.quiet();
    if (!lab.alive) continue;
    await answerPeople(lab, script, runId);
    if (crashing(0.3)) lab.hold();
    // Pauses grow with every attempt, and loops are long.
    lab.clock.advance(1 + Math.floor(random() * 800 * (1 + rounds / 20)));
    await lab.quiet();
    if (crashing(0.2)) {
      crashes++;
      lab.crash();
    } else if (lab.alive) await lab.release();
  }
  const record = lab.journal.findRun(runId);
  assert.ok(record !== undefined);
  const events = lab.events(runId);
  return { record, ends: toEnds(events), events, crashes };
}

/** Some steps of the root to run up to, and some of what is run that are pinned: one of each at least. */
function choosePart(script: Script, seed: number): Required<Part> {
  // Seeds are small numbers more often than not, and their first random numbers alike.
  const random = createRandom(Math.imul(seed + 1, 0x9e3779b1) >>> 0);
  const choose = (ids: readonly string[]) => {
    const chosen = ids.filter(() => random() < 0.3);
    return chosen.length > 0 ? chosen : ids.slice(0, 1);
  };
  const upTo = choose(script.workflow.steps.map((step) => step.id));
  const pinned = choose([...toAncestors(script, upTo)]);
  return { upTo, pins: Object.fromEntries(pinned.map((id, index) => [id, { value: index }])) };
}

/** The steps of the root a run up to some steps is made of, found the slow way. */
function toAncestors({ workflow }: Script, upTo: readonly string[]): ReadonlySet<string> {
  const ids = new Set(upTo);
  for (const _ of workflow.steps) for (const { from, to } of workflow.edges) if (ids.has(to)) ids.add(from);
  return ids;
}

const toRoot = (path: string) => path.split(/[.[]/, 1)[0] ?? path;

/** How often loops around a step began: when one is tried again, what is inside it is as well. */
function countOuterStarts(lab: Lab, runId: string, path: string): number {
  return lab.eventsOf(runId, 'step-started').filter((event) => path.startsWith(`${event.path}[`)).length;
}

/** Whether the step's handler is called on for the same attempt: after a wait, a loop or a call. */
function hasGoneOn(lab: Lab, runId: string, path: string): boolean {
  const on = ['wait-resolved', 'loop-started', 'child-finished'];
  return lab.events(runId).some((event) => 'path' in event && event.path === path && on.includes(event.type));
}

/** No step ends again whose end was journaled, and none is heard of after it. */
function assertNothingRepeated(events: readonly RunEvent[]): void {
  const ended = new Set<string>();
  for (const event of events) {
    if (!('path' in event) || event.type === 'iteration-finished') continue;
    if (event.type === 'step-started' && event.attempt > 1) {
      // A loop that is tried again goes through its items again.
      for (const path of ended) if (path.startsWith(`${event.path}[`)) ended.delete(path);
    }
    assert.ok(!ended.has(event.path), `${event.path} goes on with ${event.type} after its end`);
    if (event.type === 'step-succeeded' || event.type === 'step-cancelled') ended.add(event.path);
  }
}

describe('any workflow, with the host dying at any time', () => {
  it('comes to the same outputs as when it never dies', async (t) => {
    let crashes = 0;
    const property = fc.asyncProperty(arbitraryScript('calm'), seeds, async (script, seed) => {
      const whole = await play(t, script);
      const broken = await play(t, script, seed);
      crashes += broken.crashes;
      for (const { record, events } of [whole, broken]) {
        assert.deepEqual([record.status, record.error], ['succeeded', undefined]);
        assertNothingRepeated(events);
      }
      assert.deepEqual(broken.record.output, whole.record.output);
      assert.deepEqual(ofRoot(broken.ends), ofRoot(whole.ends));
    });
    await fc.assert(property, { numRuns, endOnFailure: true });
    assert.ok(crashes > numRuns / 2, `only ${crashes} crashes`);
  });

  it('runs up to some steps as if there were no others, and never a pinned one', async (t) => {
    let crashes = 0;
    let pinned = 0;
    const property = fc.asyncProperty(arbitraryScript('calm'), seeds, async (script, seed) => {
      const { upTo, pins } = choosePart(script, seed);
      const ids = toAncestors(script, upTo);
      const whole = await play(t, script);
      const part = await play(t, script, seed, { upTo });
      const sameSteps = ofRoot(whole.ends).filter(([path]) => ids.has(toRoot(path)));
      assert.deepEqual(ofRoot(part.ends), sameSteps);
      const steady = await play(t, script, undefined, { upTo, pins });
      const broken = await play(t, script, seed, { upTo, pins });
      assert.deepEqual([broken.record.output, ofRoot(broken.ends)], [steady.record.output, ofRoot(steady.ends)]);
      crashes += part.crashes + broken.crashes;
      for (const { record, events } of [part, steady, broken]) {
        assert.deepEqual([record.status, record.error], ['succeeded', undefined]);
        assertNothingRepeated(events);
        for (const event of events) if ('path' in event) assert.ok(ids.has(toRoot(event.path)), event.path);
      }
      for (const event of [...steady.events, ...broken.events]) {
        if (!('path' in event) || !Object.hasOwn(pins, toRoot(event.path))) continue;
        assert.ok(event.type === 'step-succeeded' && event.pinned === true, `${event.path} has a ${event.type}`);
        assert.deepEqual(event.output, pins[event.path]);
        pinned += 1;
      }
    });
    await fc.assert(property, { numRuns, endOnFailure: true });
    assert.ok(crashes > numRuns / 4 && pinned > numRuns / 2, `only ${crashes} crashes and ${pinned} pins`);
  });

  it('ends, whatever fails', async (t) => {
    const property = fc.asyncProperty(arbitraryScript('failing'), seeds, async (script, seed) => {
      const { record, events } = await play(t, script, seed);
      assert.ok(record.status === 'succeeded' || (record.status === 'failed' && record.error !== undefined));
      assertNothingRepeated(events);
    });
    await fc.assert(property, { numRuns, endOnFailure: true });
  });
});
