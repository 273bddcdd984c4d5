import type { IncomingMessage } from 'node:http';
import { AppError } from '#contract/app-error.ts';
import type { Activation, Schedule, TriggerService } from '#operations/trigger-service.ts';
import {
  type ActiveTriggers,
  type ActiveWorkflow,
  createNoTriggers,
  loadActiveTriggers,
  toActiveSchedules,
} from './active-triggers.ts';
import { assertFreeRoutes, assertSecrets, assertValid } from './assert-activatable.ts';
import { compileTriggers } from './compile-triggers.ts';
import { toListeners } from './event/event-spec.ts';
import type { TriggerPorts } from './ports.ts';
import { toSample } from './samples.ts';
import { findNext } from './schedule/plan-fires.ts';
import { toTimesKey } from './schedule/schedule-spec.ts';
import { type ActiveSchedule, toScheduleData } from './schedule/scheduler.ts';
import { createTriggerLoop } from './trigger-loop.ts';
import { createWebhookHandler, type WebhookHandler } from './webhook/webhook-handler.ts';

/** Times asked for at once. */
const MAX_TIMES = 1_000;

/** What triggers are made with. */
export interface TriggerServiceOptions extends TriggerPorts {
  /** Network address of a client, where a proxy stands in front. */
  readonly addressOf?: (request: IncomingMessage) => string;
  /** Refuses names the server does not go by. @throws AppError address-refused */
  readonly checkHost?: (host: string | undefined) => void;
}

/** Triggers of a data folder. */
export interface Triggers extends TriggerService {
  /** Reads what is active, for questions and changes; nothing fires by it. */
  load(): Promise<void>;
  /** Reads what is active and fires it from now on, with what was missed meanwhile. */
  start(): Promise<void>;
  /** Fires nothing more. */
  stop(): Promise<void>;
  readonly webhooks: WebhookHandler;
}

function toActivation({ workflowId, version, activatedAt, triggers }: ActiveWorkflow): Activation {
  return { workflowId, version, activatedAt, triggers: triggers.summaries };
}

/** Makes the triggers of a data folder. */
export function createTriggerService(options: TriggerServiceOptions): Triggers {
  const { host, repository, workflows, blocks, validate, secrets, clock } = options;
  let active: ActiveTriggers = createNoTriggers();
  let changing: Promise<unknown> = Promise.resolve();
  const loaded = Promise.withResolvers<void>();
  // Requests that come before are told by their own promise.
  loaded.promise.catch(() => undefined);
  let isLoaded = false;

  /** One change after the other. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const result = changing.then(change);
    changing = result.catch(() => undefined);
    return result;
  }

  async function refresh(): Promise<void> {
    if (repository.revision() !== active.revision) {
      active = await loadActiveTriggers(options, active);
      loop.load(active);
    }
    isLoaded = true;
    loaded.resolve();
  }

  const loop = createTriggerLoop(options, () => inTurn(refresh));
  const webhooks = createWebhookHandler({
    ...options,
    routes: () => (isLoaded ? active.table : loaded.promise.then(() => active.table)),
  });

  function getSchedule(scheduleId: string): ActiveSchedule {
    const [workflowId = ''] = scheduleId.split(':', 1);
    const found = active.workflows.get(workflowId)?.schedules.find(({ spec }) => spec.id === scheduleId);
    if (found !== undefined) return found;
    throw new AppError(
      'schedule-not-found',
      `There is no active schedule "${scheduleId}". List the schedules there are.`,
    );
  }

  function toSchedule({ spec, times }: ActiveSchedule): Schedule {
    const { id, workflowId, version, stepId, cron, timeZone } = spec;
    const record = repository.findSchedule(workflowId, stepId);
    const paused = record?.paused ?? false;
    const nextAt = paused ? undefined : findNext(spec, times, clock.wall());
    const { lastAt, lastRunId } = record ?? {};
    return { id, workflowId, version, stepId, cron, timeZone, paused, nextAt, lastAt, lastRunId };
  }

  async function activate(workflowId: string, wanted: number | undefined): Promise<Activation> {
    const { workflow, version } = workflows.get(workflowId, wanted);
    assertValid(workflow, validate);
    const triggers = compileTriggers(workflow, version, blocks);
    await refresh();
    assertFreeRoutes(triggers, active);
    assertSecrets(triggers, secrets);
    await toActiveSchedules(triggers);
    await repository.activate({
      workflowId,
      version,
      activatedAt: clock.wall(),
      schedules: triggers.schedules.map((spec) => ({ stepId: spec.stepId, spec: toTimesKey(spec) })),
      listeners: triggers.events.flatMap(toListeners),
    });
    await refresh();
    const made = active.workflows.get(workflowId);
    if (made === undefined)
      throw new AppError('workflow-not-found', `The workflow "${workflowId}" was deleted. Save it again first.`);
    loop.wake();
    return toActivation(made);
  }

  return {
    webhooks,
    load: () => inTurn(refresh),
    async start() {
      try {
        await inTurn(refresh);
      } catch (error) {
        loaded.reject(error);
        throw error;
      }
      loop.start();
    },
    stop: () => loop.stop(),
    activate: (workflowId, version) => inTurn(() => activate(workflowId, version)),
    deactivate: (workflowId) =>
      inTurn(async () => {
        await repository.deactivate(workflowId);
        await refresh();
      }),
    findActivation(workflowId) {
      const found = active.workflows.get(workflowId);
      return found === undefined ? undefined : toActivation(found);
    },
    listActivations: () => Array.from(active.workflows.values(), toActivation),
    listSchedules({ workflowId }) {
      const wanted = [...active.workflows.values()].filter(
        (one) => workflowId === undefined || one.workflowId === workflowId,
      );
      return wanted.flatMap(({ schedules }) => schedules.map(toSchedule));
    },
    nextTimes(scheduleId, count) {
      const { times } = getSchedule(scheduleId);
      return times.list(clock.wall(), Math.min(Math.max(0, Math.floor(count)), MAX_TIMES));
    },
    setPaused: (scheduleId, paused) =>
      inTurn(async () => {
        const schedule = getSchedule(scheduleId);
        const { workflowId, stepId } = schedule.spec;
        await repository.setPaused(workflowId, stepId, paused, clock.wall());
        await refresh();
        loop.wake();
        return toSchedule(schedule);
      }),
    async runNow(scheduleId) {
      const { spec } = getSchedule(scheduleId);
      const { workflowId, version, stepId } = spec;
      const now = clock.wall();
      const previousAt = repository.findSchedule(workflowId, stepId)?.lastAt;
      const trigger = {
        kind: 'schedule',
        by: spec.id,
        data: toScheduleData(spec, { at: now, now, previousAt, manual: true }),
      };
      const { runId } = await host.start({ workflowId, version, trigger });
      return { runId };
    },
    sample: toSample,
  };
}
