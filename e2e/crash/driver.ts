import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunEvent } from '#contract/run-event.ts';
import { createChronicle } from './chronicle.ts';
import { type Inspection, inspect } from './inspection.ts';
import { createKillPlan, describeKill, waitForKill } from './kill-plan.ts';
import { startLedger } from './ledger.ts';
import { createOperator } from './operator.ts';
import type { Report, ServerOptions } from './protocol.ts';
import { createRandom } from './random.ts';
import { checkRound, type Start } from './round-check.ts';
import { killAllServers, type ServerProcess, startServer } from './server-process.ts';
import { createScenarios } from './workflows.ts';

/** What to do. */
export interface CrashOptions {
  readonly kills: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

/** What happened. */
export interface CrashResult {
  readonly kills: number;
  readonly runs: number;
  readonly steps: number;
  /** Uncertain effects a person was asked about. */
  readonly uncertain: number;
  /** Starts and events the servers had reported before they were killed, all checked. */
  readonly reported: number;
  /** Everything that is wrong; empty when the suite passed. */
  readonly problems: readonly string[];
  /** Kept when something is wrong. */
  readonly dataDir: string | undefined;
}

/** Kills after which everything is let finish and checked. */
const KILLS_PER_ROUND = 50;
const READY_LIMIT_MS = 30_000;
/** Longest time without any run ending before the suite gives up. */
const STANDSTILL_MS = 30_000;
const SYNC_DELAYS_MS = [0, 0, 5, 40];
/** Starts sent during one life of a server. */
const STARTS_PER_LIFE = 8;

/** Kills servers at random instants and checks that nothing they promised is broken. */
export async function runCrashSuite({ kills, seed, log }: CrashOptions): Promise<CrashResult> {
  const random = createRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), 'flowright-crash-'));
  const dataDir = join(folder, 'data');
  await mkdir(join(folder, 'files'));
  const ledger = await startLedger(createRandom(seed + 1));
  const chronicle = createChronicle();
  const scenarios = createScenarios();
  const byId = new Map(scenarios.map((scenario) => [scenario.workflow.id, scenario]));
  const options: ServerOptions = {
    dataDir,
    blocksDirs: [join(import.meta.dirname, 'blocks')],
    roots: [join(folder, 'files')],
    maxConcurrentRuns: 12,
    reportEvents: true,
  };
  /** Now and then the disk is slow, so that what does not wait for it shows. */
  const toOptions = (): ServerOptions => ({ ...options, syncDelayMs: random.pick(SYNC_DELAYS_MS) });
  const checked = new Set<string>();
  const problems: string[] = [];
  let starts: Start[] = [];
  let started = 0;
  let steps = 0;
  let reported = 0;
  let uncertain = 0;
  let waiting: { readonly is: Report['is'] | RunEvent['type']; readonly resolve: () => void }[] = [];

  /** Resolves at the next report, or reported event, of a kind. */
  const next = (is: Report['is'] | RunEvent['type']) => new Promise<void>((resolve) => waiting.push({ is, resolve }));

  function tell(is: Report['is'] | RunEvent['type']): void {
    for (const one of waiting) if (one.is === is) one.resolve();
    waiting = waiting.filter((one) => one.is !== is);
  }

  function onReport(report: Report): void {
    chronicle.take(report);
    tell(report.is);
    if (report.is === 'accepted') reported++;
    if (report.is !== 'events') return;
    reported += report.events.length;
    for (const { event } of report.events) tell(event.type);
  }

  const toInput = (start: Start) => ({ ledger: ledger.url, n: start.n });

  function sendStart(server: ServerProcess, start: Start): void {
    const { n, scenario, key } = start;
    server.send({ do: 'start', n, workflowId: scenario.workflow.id, input: toInput(start), key });
  }

  function plan(): Start {
    const n = ++started;
    const start = { n, scenario: random.pick(scenarios), key: `start-${n}` };
    starts.push(start);
    return start;
  }

  /** Asks for what was not acknowledged, cancels what never ends, and starts more. */
  async function feed(server: ServerProcess, isOver: () => boolean): Promise<void> {
    for (const start of starts) if (!chronicle.accepted.has(start.n) && start.n % 5 !== 0) sendStart(server, start);
    for (let left = STARTS_PER_LIFE; left > 0 && !isOver(); left--) {
      sendStart(server, plan());
      for (const { n, scenario } of starts) {
        const runId = chronicle.accepted.get(n);
        if (
          scenario.treatment !== 'cancel' ||
          runId === undefined ||
          chronicle.runs.get(runId)?.cancelledAt !== undefined
        )
          continue;
        if (random.chance(0.2)) server.send({ do: 'cancel', runId });
      }
      await sleep(random.whole(0, 12));
    }
  }

  /** A server that says it is ready. */
  async function startReady(): Promise<ServerProcess> {
    const ready = next('ready');
    const server = startServer(toOptions(), onReport);
    const outcome = await Promise.race([
      ready,
      server.gone.then((exit) => `it ended with ${exit.code ?? exit.signal}`),
      sleep(READY_LIMIT_MS, `it was not ready after ${READY_LIMIT_MS} ms`, { ref: false }),
    ]);
    if (outcome === undefined) return server;
    await server.kill();
    throw new Error(`A server could not start: ${outcome}. ${chronicle.problems.join('; ')} ${server.complaints}`);
  }

  async function live(number: number): Promise<void> {
    const kill = createKillPlan(random);
    log(`kill ${number}: ${describeKill(kill)}`);
    if (kill.when === 'early') {
      const server = startServer(toOptions(), onReport);
      await Promise.race([sleep(kill.ms), server.gone]);
      await assertKilled(server);
      return;
    }
    const server = await startReady();
    let isOver = false;
    const fed = feed(server, () => isOver);
    await Promise.race([waitForKill(kill, ledger, next), server.gone]);
    isOver = true;
    await assertKilled(server);
    await fed;
  }

  async function assertKilled(server: ServerProcess): Promise<void> {
    const exit = await server.kill();
    if (exit.signal !== 'SIGKILL')
      problems.push(`a server ended by itself with ${exit.code ?? exit.signal}: ${server.complaints}`);
  }

  /** Lets everything finish. */
  async function settle(server: ServerProcess, inspection: Inspection): Promise<void> {
    const operator = createOperator(inspection, ledger, random);
    for (const start of starts) if (!chronicle.accepted.has(start.n) && start.n % 5 !== 0) sendStart(server, start);
    let left = Number.POSITIVE_INFINITY;
    let progressAt = performance.now();
    const cancelled = new Set<string>();
    for (;;) {
      const unfinished = inspection.listUnfinished();
      const unanswered = starts.filter(({ n }) => n % 5 !== 0 && !chronicle.accepted.has(n));
      if (unfinished.length === 0 && unanswered.length === 0) break;
      if (unfinished.length + unanswered.length !== left) progressAt = performance.now();
      left = unfinished.length + unanswered.length;
      if (performance.now() - progressAt > STANDSTILL_MS) {
        for (const { id, workflowId, status } of unfinished)
          problems.push(`run ${id} (${workflowId}) stands still: ${status}`);
        for (const { n } of unanswered) problems.push(`start ${n} gets no answer`);
        break;
      }
      operator.answerAll((runId, answer) => server.send({ do: 'answer', runId, answer }));
      for (const { id, workflowId, parent } of unfinished) {
        if (byId.get(workflowId)?.treatment !== 'cancel' || parent !== undefined || cancelled.has(id)) continue;
        cancelled.add(id);
        server.send({ do: 'cancel', runId: id });
      }
      await sleep(25);
    }
    const exit = await server.close();
    if (exit.code !== 0)
      problems.push(`a server that was asked to close ended with ${exit.code ?? exit.signal}: ${server.complaints}`);
    const findings = checkRound({ inspection, ledger, chronicle, operator, scenarios: byId, starts, checked });
    problems.push(...findings.problems, ...operator.problems, ...chronicle.problems.splice(0));
    const damage = inspection.findDamage();
    if (damage !== undefined) problems.push(`the database is damaged: ${damage}`);
    for (const runId of findings.runIds) checked.add(runId);
    chronicle.forget(findings.runIds);
    ledger.seal();
    starts = [];
    steps += findings.steps;
    uncertain += operator.asked;
  }

  async function saveWorkflows(): Promise<void> {
    const server = await startReady();
    for (const { workflow } of scenarios) {
      const saved = next('saved');
      server.send({ do: 'save', workflow });
      await saved;
    }
    await server.close();
  }

  try {
    await saveWorkflows();
    for (let killed = 0; killed < kills && problems.length === 0; ) {
      const last = Math.min(kills, killed + KILLS_PER_ROUND);
      while (killed < last && problems.length === 0) await live(++killed);
      const inspection = await inspect(dataDir);
      try {
        await settle(await startReady(), inspection);
      } finally {
        await inspection.close();
      }
      log(
        `${killed} kills, ${checked.size} runs, ${steps} steps, ${uncertain} uncertain effects, ${problems.length} problems`,
      );
    }
  } finally {
    killAllServers();
    await ledger.close();
    if (problems.length === 0) await rm(folder, { recursive: true, force: true });
  }
  return {
    kills,
    runs: checked.size,
    steps,
    uncertain,
    reported,
    problems,
    dataDir: problems.length === 0 ? undefined : dataDir,
  };
}
