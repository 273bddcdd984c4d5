import * as z from 'zod';
import { operation } from '../operation.ts';
import { Activation, toActivation } from './activation-shape.ts';

/** Lists which versions are active. */
export const listActivations = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/activations',
    summary: 'List active versions',
    description: 'Lists the workflows whose triggers fire, with the version that is active and its triggers.',
    tags: ['workflow'],
  })
  .input(z.object({}))
  .output(z.object({ items: z.array(Activation).describe('The active versions') }))
  .handler(({ context: { services } }) => ({ items: services.triggers.listActivations().map(toActivation) }));
