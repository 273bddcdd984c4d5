import { AppError } from '#contract/app-error.ts';
import type { Activation, Schedule, TriggerService } from '../trigger-service.ts';

/** Triggers in memory: each workflow that is activated has one daily schedule. */
export function createFakeTriggers(options: {
  readonly versionOf: (workflowId: string) => number | undefined;
  readonly start: (workflowId: string) => Promise<string>;
}): TriggerService {
  const activations = new Map<string, Activation>();
  const schedules = new Map<string, Schedule>();

  function getSchedule(id: string): Schedule {
    const schedule = schedules.get(id);
    if (schedule === undefined) throw new AppError('schedule-not-found', `There is no schedule "${id}".`);
    return schedule;
  }

  return {
    async activate(workflowId, version) {
      const current = options.versionOf(workflowId);
      if (current === undefined) throw new AppError('workflow-not-found', `There is no workflow "${workflowId}".`);
      const wanted = version ?? current;
      if (wanted > current) throw new AppError('version-not-found', `"${workflowId}" has no version ${wanted}.`);
      const stepId = 'daily';
      const activation = {
        workflowId,
        version: wanted,
        activatedAt: 1_000,
        triggers: [{ stepId, block: 'schedule.cron', summary: 'Every day at 8:00' }],
      };
      activations.set(workflowId, activation);
      schedules.set(`${workflowId}:${stepId}`, {
        id: `${workflowId}:${stepId}`,
        workflowId,
        version: wanted,
        stepId,
        cron: '0 8 * * *',
        timeZone: 'UTC',
        paused: false,
        nextAt: 28_800_000,
        lastAt: undefined,
        lastRunId: undefined,
      });
      return activation;
    },
    async deactivate(workflowId) {
      activations.delete(workflowId);
      for (const schedule of schedules.values()) if (schedule.workflowId === workflowId) schedules.delete(schedule.id);
    },
    findActivation: (workflowId) => activations.get(workflowId),
    listActivations: () => [...activations.values()],
    listSchedules: ({ workflowId }) =>
      [...schedules.values()].filter((schedule) => workflowId === undefined || schedule.workflowId === workflowId),
    nextTimes(scheduleId, count) {
      const { nextAt } = getSchedule(scheduleId);
      return nextAt === undefined ? [] : Array.from({ length: count }, (_, day) => nextAt + day * 86_400_000);
    },
    async setPaused(scheduleId, paused) {
      const schedule = { ...getSchedule(scheduleId), paused, nextAt: paused ? undefined : 28_800_000 };
      schedules.set(scheduleId, schedule);
      return schedule;
    },
    async runNow(scheduleId) {
      return { runId: await options.start(getSchedule(scheduleId).workflowId) };
    },
    sample: () => ({}),
  };
}
