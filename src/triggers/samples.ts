import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';

/** An example of what a trigger block hands to the run. @throws AppError block-not-found */
export function toSample(block: string): JsonObject {
  switch (block) {
    case 'webhook.receive':
      return {
        kind: 'webhook',
        method: 'POST',
        path: '/hooks/orders/42',
        params: { id: '42' },
        query: { source: 'shop' },
        headers: { 'content-type': 'application/json', 'user-agent': 'shop/1.0' },
        body: { id: 42, total: 120.5, customer: 'Ada' },
        ip: '203.0.113.7',
      };
    case 'schedule.cron':
      return {
        kind: 'schedule',
        scheduledAt: '2027-03-01T08:00:00.000Z',
        firedAt: '2027-03-01T08:00:00.012Z',
        previousAt: '2027-02-26T08:00:00.000Z',
        timeZone: 'UTC',
        manual: false,
      };
    case 'event.run_finished':
      return {
        kind: 'event',
        event: 'run_finished',
        via: ['daily-orders'],
        run: {
          id: '01JQZ3M8R4X5T6V7W8Y9ZABCDE',
          workflowId: 'daily-orders',
          version: 3,
          status: 'failed',
          error: { code: 'request-failed', message: 'GET https://shop.example/orders answered 503.' },
          startedAt: '2027-03-01T08:00:00.012Z',
          finishedAt: '2027-03-01T08:00:04.250Z',
        },
      };
    default:
      throw new AppError('block-not-found', `There is no trigger block "${block}".`);
  }
}
