import * as z from 'zod';
import { AnyJsonObject } from '../json-shape.ts';
import { operation } from '../operation.ts';
import { BlockDetail } from './shapes.ts';

const CatalogueItem = BlockDetail.extend({
  icon: z.string().optional().describe('Its icon, SVG'),
  sample: AnyJsonObject.optional().describe('Of a trigger: an example of what it hands to the run'),
}).describe('A block with all an editor shows of it');

/** Everything an editor needs to know about blocks, at once. */
export const getCatalogue = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/blocks/catalogue',
    summary: 'Get all blocks in full',
    description: 'Answers every block with its inputs, outputs, icon and sample: what an editor needs, in one call.',
    tags: ['block'],
  })
  .input(z.object({}))
  .output(
    z.object({
      items: z.array(CatalogueItem).describe('All blocks, by id'),
      etag: z.string().describe('Changes when any block changes'),
    }),
  )
  .handler(async ({ context: { services } }) => {
    const { items, etag } = await services.catalogue();
    return { items: [...items], etag };
  });
