import type { RequestListener } from '../http/http-server.ts';
import type { Metrics } from './create-metrics.ts';
import { toRouteClass } from './route-class.ts';

/** Counts every request a listener answers, webhooks included. One that the client gave up on counts as 499. */
export function observeRequests(listener: RequestListener, metrics: Pick<Metrics, 'observeHttp'>): RequestListener {
  return (request, response) => {
    const startedAt = performance.now();
    const { method = 'GET', url = '/' } = request;
    response.once('close', () => {
      const status = response.headersSent ? response.statusCode : 499;
      metrics.observeHttp(method, toRouteClass(url), status, (performance.now() - startedAt) / 1000);
    });
    listener(request, response);
  };
}
