import { AppError } from '#contract/app-error.ts';
import type { ActivationRecord } from '#store/trigger-repository.ts';
import { type CompiledTriggers, compileTriggers } from './compile-triggers.ts';
import type { TriggerPorts } from './ports.ts';
import { type CreateCronTimes, loadCronTimes } from './schedule/cron-times.ts';
import type { ActiveSchedule } from './schedule/scheduler.ts';
import { createRouteTable, findClash, type RouteTable } from './webhook/route-table.ts';
import type { WebhookRoute } from './webhook/webhook-route.ts';

/** An activation, compiled; without triggers when that failed, which the log tells. */
export interface ActiveWorkflow extends ActivationRecord {
  readonly triggers: CompiledTriggers;
  readonly schedules: readonly ActiveSchedule[];
}

/** Everything that is active. */
export interface ActiveTriggers {
  readonly revision: number;
  readonly workflows: ReadonlyMap<string, ActiveWorkflow>;
  readonly table: RouteTable;
}

type Ports = Pick<TriggerPorts, 'repository' | 'workflows' | 'blocks' | 'log'>;

/** Nothing is active. */
export function createNoTriggers(): ActiveTriggers {
  return { revision: -1, workflows: new Map(), table: createRouteTable([]) };
}

/** A workflow's schedules with their times. @throws AppError workflow-invalid */
export async function toActiveSchedules(triggers: CompiledTriggers): Promise<readonly ActiveSchedule[]> {
  if (triggers.schedules.length === 0) return [];
  const create: CreateCronTimes = await loadCronTimes();
  return triggers.schedules.map((spec) => ({ spec, times: create(spec) }));
}

async function compile(ports: Ports, record: ActivationRecord): Promise<ActiveWorkflow> {
  const { workflowId, version } = record;
  try {
    const { workflow } = ports.workflows.get(workflowId, version);
    const triggers = compileTriggers(workflow, version, ports.blocks);
    return { ...record, triggers, schedules: await toActiveSchedules(triggers) };
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('storage-')) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    ports.log('error', 'The triggers of an active workflow do not fire.', { workflowId, version, reason });
    const triggers = { workflowId, version, routes: [], schedules: [], events: [], summaries: [] };
    return { ...record, triggers, schedules: [] };
  }
}

/** What the database says is active. What did not change is taken over from `before`. @throws AppError storage-* */
export async function loadActiveTriggers(ports: Ports, before: ActiveTriggers): Promise<ActiveTriggers> {
  const revision = ports.repository.revision();
  const workflows = new Map<string, ActiveWorkflow>();
  for (const record of ports.repository.listActivations()) {
    const known = before.workflows.get(record.workflowId);
    const isSame = known?.version === record.version && known.activatedAt === record.activatedAt;
    workflows.set(record.workflowId, known !== undefined && isSame ? known : await compile(ports, record));
  }
  const routes: WebhookRoute[] = [];
  for (const { triggers } of workflows.values()) {
    for (const route of triggers.routes) {
      const clash = findClash(route, routes);
      // Two processes may have activated them at the same time.
      if (clash === undefined) routes.push(route);
      else
        ports.log('error', 'A webhook does not fire: another workflow has its address.', {
          workflowId: route.workflowId,
          other: clash.workflowId,
        });
    }
  }
  return { revision, workflows, table: createRouteTable(routes) };
}
