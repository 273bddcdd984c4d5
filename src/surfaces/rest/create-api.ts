import type { Handle } from '../http/exchange.ts';
import { createRest, type RestOptions } from './create-rest.ts';
import { createStatic } from './static-files.ts';

/** Everything below `/api` that needs the operations: their document, and themselves. */
export function createApi(options: RestOptions): Handle {
  const document = createStatic(
    new Map([
      [
        '/api/openapi.json',
        {
          type: 'application/json',
          read: async () => {
            const { createOpenApi } = await import('./openapi/create-openapi.ts');
            return JSON.stringify(await createOpenApi(options.router, options.services.version));
          },
        },
      ],
    ]),
  );
  const rest = createRest(options);
  return async (exchange) => (await document(exchange)) || (await rest(exchange));
}
