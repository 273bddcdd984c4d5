import { createRateLimiter } from '#access/rate-limiter.ts';
import { SYSTEM_CLOCK } from '#hosts/embedded/clock.ts';
import type { Services } from '#operations/services.ts';
import { createTriggerRepository } from '#store/trigger-repository.ts';
import { createTriggerService, type TriggerServiceOptions, type Triggers } from '#triggers/trigger-service.ts';
import { findProblems } from './find-problems.ts';
import type { Application } from './open-application.ts';
import { createWorkflowSource } from './workflow-source.ts';

/** Webhooks are called by programs, which come in bursts: only a flood from one address is held back. */
const FLOOD = { perSecond: 20_000, burst: 40_000 };

/** The triggers of an open application; nothing fires before they are started. */
export function createTriggers(
  app: Application,
  options: Pick<TriggerServiceOptions, 'checkHost'> & { readonly log: Services['log'] },
): Triggers {
  return createTriggerService({
    ...options,
    owner: app.owner,
    host: app.host,
    journal: app.journal,
    repository: createTriggerRepository(app.store),
    workflows: createWorkflowSource(app.workflows),
    blocks: (id) => app.blocks.get(id),
    validate: (workflow) => findProblems(workflow, app.blocks),
    secrets: app.secrets,
    rateLimiter: createRateLimiter({ limits: { principal: FLOOD, address: FLOOD } }),
    clock: SYSTEM_CLOCK,
    findDeadOwners: app.findDeadOwners,
  });
}
